import type { InitializeParams } from "vscode-languageserver";
import type { InitializationOptions } from "./messages.ts";
import type { Encoding } from "./positions.ts";

/** What the client can do, read once. A client that declares nothing is one that can do nothing, and is served all the same. */
export interface Profile {
  readonly encoding: Encoding;
  /**
   * The client asks for diagnostics itself; then none are sent unasked. One that cannot be told to ask again would show old ones (of other files, and of what
   * is held back while somebody types), so it is sent them, unless it cannot take them.
   */
  readonly pull: boolean;
  readonly refreshDiagnostics: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly watch: boolean;
  readonly workspaceFolders: boolean;
  readonly showDocument: boolean;
  /** The client shows progress that the server begins. */
  readonly progress: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly tags: boolean;
  readonly literalActions: boolean;
  readonly resolveActions: boolean;
  readonly versionedEdits: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly linkTooltips: boolean;
  readonly prepareRename: boolean;
  readonly markdown: boolean;
  /** The client answers the file requests of `messages.ts`. */
  readonly files: boolean;
  /** The client asks for the scope and the reason of a suppression. */
  readonly suppress: boolean;
  /** The client shows a list of places for a code lens. */
  readonly showReferences: boolean;
  /** Workspace folders (or the root) as URIs without a trailing slash. */
  readonly folders: readonly string[];
}

export function profileOf(params: InitializeParams): Profile {
  const { workspace, textDocument, general, window } = params.capabilities;
  const actions = textDocument?.codeAction;
  const published = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const root = params.rootUri ?? undefined;
  const refreshDiagnostics = workspace?.diagnostics?.refreshSupport === true;
  return {
    encoding: encodingOf(general?.positionEncodings),
    pull: pulled !== undefined && (refreshDiagnostics || published === undefined),
    refreshDiagnostics,
    configuration: workspace?.configuration === true,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watch: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    showDocument: window?.showDocument?.support === true,
    relatedInformation: (published?.relatedInformation ?? pulled?.relatedInformation) === true,
    codeDescription: (published?.codeDescriptionSupport ?? pulled?.codeDescriptionSupport) === true,
    tags: (published?.tagSupport ?? pulled?.tagSupport) !== undefined,
    literalActions: actions?.codeActionLiteralSupport !== undefined,
    resolveActions: actions?.resolveSupport?.properties.includes("edit") === true && actions.dataSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    linkTooltips: textDocument?.documentLink?.tooltipSupport === true,
    markdown: textDocument?.hover?.contentFormat?.includes("markdown") ?? false,
    files: options.files === true,
    suppress: options.suppress === true,
    showReferences: options.showReferences === true,
    folders: params.workspaceFolders?.map(({ uri }) => uri) ?? (root ? [root] : []),
  };
}

/** The first of the client's encodings that is ours; UTF-16 where it names none. */
function encodingOf(offered: readonly string[] | undefined): Encoding {
  return offered?.find((one): one is Encoding => one === "utf-16" || one === "utf-8") ?? "utf-16";
}
