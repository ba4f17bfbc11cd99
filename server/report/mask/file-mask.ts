import type { FileResult, PlacedFinding } from "../../lint/analysis/result.ts";
import type { Crash } from "../../lint/rule/crash.ts";
import type { Fix } from "../../lint/rule/finding.ts";
import { type Confidential, confidentialIn } from "./confidential.ts";
import { type Mask, maskForms, maskOf } from "./mask.ts";

/**
 * Hides in what is said about a file everything that may be a secret of it. The one place where that is decided, for reports, diagnostics, titles and logs;
 * what goes back into the file itself (an editor's edits, `--diff`) is exact. The file is searched when something is said that may quote it.
 */
export class FileMask {
  readonly #file: Pick<FileResult, "text" | "dialect">;
  #known: Confidential | undefined;
  #mask: Mask | undefined;

  constructor(file: Pick<FileResult, "text" | "dialect">) {
    this.#file = file;
  }

  /** A text about the file. `names` are those that it may show. */
  text(text: string, names: readonly (string | null | undefined)[] = []): string {
    if (!this.#mask && !mayQuote(text, this.#file.text, names)) return maskForms(text);
    this.#mask ??= maskOf(this.#confidential);
    return this.#mask(text);
  }

  /** A finding with its messages and titles. The edits of its fixes stay: `leaks` tells which may not be shown. */
  finding<T extends PlacedFinding>(finding: T): T {
    const { resource, container } = finding;
    const names = [resource?.name, resource?.namespace, resource?.kind, resource?.apiVersion, container];
    const shown = (text: string) => this.text(text, names);
    const message = shown(finding.message);
    const related = finding.related.map((one) => changed(one, "message", shown(one.message)));
    const fixes = finding.fixes.map((fix): Fix => changed(fix, "title", shown(fix.title)));
    // A broken line may have made a key of a secret.
    const path = finding.path.map((step) => (typeof step === "number" || /^[A-Za-z]*$/.test(step) ? step : shown(step)));
    const isSame =
      path.every((step, i) => step === finding.path[i]) &&
      message === finding.message &&
      related.every((one, i) => one === finding.related[i]) &&
      fixes.every((one, i) => one === finding.fixes[i]);
    return isSame ? finding : { ...finding, message, path, related, fixes };
  }

  crash(crash: Crash): Crash {
    return changed(crash, "error", this.text(crash.error));
  }

  /** A whole result. */
  result(result: FileResult): FileResult {
    return {
      ...result,
      findings: result.findings.map((finding) => this.finding(finding)),
      suppressed: result.suppressed.map(({ finding, by }) => ({
        finding: this.finding(finding),
        by: by.reason === undefined ? by : { ...by, reason: this.text(by.reason) },
      })),
      crashes: result.crashes.map((crash) => this.crash(crash)),
    };
  }

  /** Whether a text that a fix puts into the file may hold a piece of a secret of it. */
  leaks(text: string): boolean {
    if (text.length < SHORTEST) return false;
    this.#mask ??= maskOf(this.#confidential);
    return this.#mask(text) !== text;
  }

  /** A piece of the file's text that begins at an offset, as long as before, with asterisks for what may be a secret. */
  source(text: string, offset: number): string {
    let shown = text;
    for (const { start, end } of this.#confidential.spans) {
      const from = Math.max(0, start - offset);
      const to = Math.min(text.length, end - offset);
      if (from < to) shown = shown.slice(0, from) + shown.slice(from, to).replaceAll(/\S/g, "*") + shown.slice(to);
    }
    return shown;
  }

  get #confidential(): Confidential {
    this.#known ??= confidentialIn(this.#file.text, this.#file.dialect);
    return this.#known;
  }
}

/** Shorter texts hold no piece that says anything. In UTF-16 units. */
const SHORTEST = 4;

/** The same object where the value is the same. */
function changed<T, K extends keyof T>(object: T, key: K, value: T[K]): T {
  return object[key] === value ? object : { ...object, [key]: value };
}

/** Whether a text may show anything of the file but these names: most messages show none, and the file is not searched for them. */
function mayQuote(text: string, file: string, names: readonly (string | null | undefined)[]): boolean {
  for (const [all, word] of text.matchAll(/"([^"]*)"|[^\s"]{4,}/g)) {
    if (word !== undefined ? word.length >= SHORTEST && !names.includes(word) : isOfFile(all, file, names)) return true;
  }
  return false;
}

function isOfFile(word: string, file: string, names: readonly (string | null | undefined)[]): boolean {
  const plain = word.replace(/^[(]+|[.,:;()]+$/g, "");
  return !/^[A-Za-z-]*$/.test(plain) && !names.includes(plain) && file.includes(plain);
}
