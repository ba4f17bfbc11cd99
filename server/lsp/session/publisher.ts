import type { Connection, Diagnostic } from "vscode-languageserver";
import { errorText } from "../../lint/rule/crash.ts";
import { maskError } from "../../report/mask/mask.ts";
import { NONE } from "../../text/none.ts";
import { decodedUri } from "../../text/path.ts";
import type { Session } from "./session.ts";

/** What the client was sent last of a file. */
interface Shown {
  readonly version: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

interface Publishing {
  readonly others?: readonly string[];
  readonly edited?: string;
  readonly typed?: string;
}

/** What the publisher asks of a session. */
export type Publishable = Pick<
  Session,
  "linter" | "documents" | "profile" | "visible" | "diagnostics" | "clientUri" | "isScanning"
>;

/**
 * Sends diagnostics, or tells a client that asks for them that it should ask again. Nobody else may take from the linter which files have changed:
 * each change is named once.
 */
export class Publisher {
  readonly #connection: Connection;
  readonly #session: Publishable;
  readonly #shown = new Map<string, Shown>();
  #next: ReturnType<typeof setTimeout> | undefined; // part of what was left

  constructor(connection: Connection, session: Publishable) {
    this.#connection = connection;
    this.#session = session;
  }

  /**
   * Brings the linter up to date and sends what is different now. `others`: files of which something else than their text has changed. `typed`: the
   * file that the user is typing in; what takes long and is not seen first follows in parts, between which other messages are heard. `edited`: the same, of
   * a client that asks for its diagnostics by itself.
   */
  publish({ others = NONE, edited, typed = edited }: Publishing = {}): void {
    const { linter, isScanning, profile } = this.#session;
    const hears = !profile.pull || profile.refreshDiagnostics; // of what follows
    const haste = {
      ...(isScanning ? { newCharts: 0 } : {}), // the scan renders them one by one
      ...(typed !== undefined && hears ? { first: decodedUri(typed) } : {}),
    };
    this.#send([...linter.settle(haste), ...others], edited);
    if (linter.isBehind) this.#proceed();
  }

  #proceed(): void {
    clearTimeout(this.#next);
    this.#next = setTimeout(() => {
      if (this.#session.linter.proceed()) this.#proceed();
      else this.publish();
    }, 0);
  }

  /** Renders one more of the charts that have not been rendered yet, and sends what is different then. */
  publishNextChart(): void {
    this.#send(this.#session.linter.settle({ newCharts: 1 }));
  }

  /** Sends what is different now, when anything may be: also what no text decides, such as settings. `others`: files that the linter does not have. */
  publishAll(others: Iterable<string>): void {
    const { linter, documents } = this.#session;
    this.#send([...linter.settle(), ...documents.uris(), ...linter.uris(), ...this.#shown.keys(), ...others]);
  }

  /** Whether the diagnostics of an open document as it stands were sent; what changes them later is sent when it does. */
  hasSent(uri: string): boolean {
    const document = this.#session.documents.get(uri);
    return document !== undefined && this.#shown.get(uri)?.version === document.version;
  }

  #send(uris: readonly string[], edited?: string): void {
    const { profile } = this.#session;
    if (profile.pull) {
      // The client asks for the edited document by itself; only it does not know of the others.
      if (profile.refreshDiagnostics && uris.some((uri) => uri !== edited))
        this.#connection.languages.diagnostics.refresh().catch(() => undefined); // a client that refuses asks again by itself
      return;
    }
    for (const uri of new Set(uris))
      this.#sendOne(uri).catch((error: unknown) =>
        this.#connection.console.error(`Diagnostics of ${uri} were not sent: ${maskError(errorText(error))}`),
      );
  }

  async #sendOne(uri: string): Promise<void> {
    const session = this.#session;
    const { documents } = session;
    const document = documents.get(uri);
    const version = document?.version; // an open document changes in place
    const diagnostics: Diagnostic[] = session.visible(uri) ? await session.diagnostics(uri) : [];
    if (documents.get(uri)?.version !== version) return; // a newer text is on its way
    const before = this.#shown.get(uri);
    if (diagnostics.length === 0 && !document && !before) return;
    if (before && before.version === version && JSON.stringify(before.diagnostics) === JSON.stringify(diagnostics)) return;
    if (diagnostics.length === 0 && !document) this.#shown.delete(uri);
    else this.#shown.set(uri, { version, diagnostics });
    await this.#connection.sendDiagnostics({
      uri: session.clientUri(uri),
      diagnostics,
      ...(version === undefined ? {} : { version }),
    });
  }
}
