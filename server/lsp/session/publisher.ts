import type { Connection, Diagnostic } from "vscode-languageserver";
import type { Session } from "./session.ts";

/** Sends diagnostics, or tells a client that asks for them that it should ask again. */
export interface Publisher {
  /** The findings of these files may be different now; `edited` is the one whose own text changed. */
  changed(uris: readonly string[], edited?: string): void;
  /** Files for which the client shows something. */
  shown(): readonly string[];
}

/** What the client was sent last of a file. */
interface Shown {
  readonly version: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function publisherTo(connection: Connection, session: Session): Publisher {
  const shown = new Map<string, Shown>();
  const send = async (uri: string): Promise<void> => {
    const document = session.documents.get(uri);
    const version = document?.version; // an open document changes in place
    const diagnostics: Diagnostic[] = session.visible(uri) ? await session.diagnostics(uri) : [];
    if (session.documents.get(uri)?.version !== version) return; // a newer text is on its way
    const before = shown.get(uri);
    if (diagnostics.length === 0 && !document && !before) return;
    if (before && before.version === version && JSON.stringify(before.diagnostics) === JSON.stringify(diagnostics)) return;
    if (diagnostics.length === 0 && !document) shown.delete(uri);
    else shown.set(uri, { version, diagnostics });
    const target = session.clientUri(uri);
    await connection.sendDiagnostics({ uri: target, diagnostics, ...(version === undefined ? {} : { version }) });
  };
  return {
    changed(uris, edited) {
      if (session.profile.pull) {
        // The client asks for the edited document by itself; only it does not know of the others.
        if (session.profile.refreshDiagnostics && uris.some((uri) => uri !== edited))
          connection.languages.diagnostics.refresh().catch(() => undefined); // a client that refuses asks again by itself
        return;
      }
      for (const uri of new Set(uris))
        send(uri).catch((error: unknown) => connection.console.error(`Diagnostics of ${uri} were not sent: ${String(error)}`));
    },
    shown: () => [...shown.keys()],
  };
}
