import { looksGenerated } from "../../kube/credential.ts";
import type { FileResult, PlacedFinding } from "../../lint/analysis/result.ts";
import type { Crash } from "../../lint/rule/crash.ts";
import type { Fix } from "../../lint/rule/finding.ts";
import { recently } from "../../text/recent.ts";
import type { Span } from "../../text/span.ts";
import { type Confidential, confidentialIn } from "./confidential.ts";
import { isPlainWord, type Mask, maskError, maskForms, maskOf, withoutMarks } from "./mask.ts";

/**
 * Hides in what is said about a file everything that may be a secret of it. The one place where that is decided, for reports, diagnostics, titles and logs;
 * what goes back into the file itself (an editor's edits, `--diff`) is exact. The file is searched when something is said that may quote it.
 */
export class FileMask {
  readonly #file: Pick<FileResult, "text" | "dialect" | "quoted">;
  #known: Confidential | undefined;
  #mask: Mask | undefined;
  #sorted: readonly Span[] | undefined;
  #free: string | undefined;
  #distinct: readonly string[] | undefined;
  #searches = 0;

  constructor(file: Pick<FileResult, "text" | "dialect" | "quoted">) {
    this.#file = file;
  }

  /** A text about the file. `names` are those that it may show. */
  text(text: string, names: readonly (string | null | undefined)[] = []): string {
    if (!this.#mask && !this.#file.quoted && !mayQuote(text, this.#holds, names)) return maskForms(text);
    return this.#covered(text);
  }

  /** Whether the file holds a word. One that was searched so often is taken to, and read once instead. */
  readonly #holds = (word: string): boolean => ++this.#searches > MOST_SEARCHES || this.#file.text.includes(word);

  #covered(text: string): string {
    this.#mask ??= maskOf(withQuoted(this.#confidential, this.#file.quoted));
    return this.#mask(text);
  }

  /** A finding with its messages and titles. The edits of its fixes stay: `leaks` tells which may not be shown. */
  finding<T extends PlacedFinding>(finding: T): T {
    const { container } = finding;
    const resource = this.#resource(finding.resource);
    const names = [resource?.name, resource?.namespace, resource?.kind, resource?.apiVersion, container];
    const shown = (text: string) => this.text(text, names);
    const message = shown(finding.message);
    const related = finding.related.map((one) => changed(one, "message", shown(one.message)));
    const fixes = finding.fixes.map((fix): Fix => changed(fix, "title", shown(fix.title)));
    // A broken line may have made a key of a secret.
    const path = finding.path.map((step) => (typeof step === "number" || /^[A-Za-z]*$/.test(step) ? step : shown(step)));
    const isSame =
      resource === finding.resource &&
      path.every((step, i) => step === finding.path[i]) &&
      message === finding.message &&
      related.every((one, i) => one === finding.related[i]) &&
      fixes.every((one, i) => one === finding.fixes[i]);
    return isSame ? finding : { ...finding, message, path, resource, related, fixes };
  }

  /** In a chart a value may be anything, an object's name too. */
  #resource(resource: PlacedFinding["resource"]): PlacedFinding["resource"] {
    if (!resource || !this.#file.quoted) return resource;
    const name = this.text(resource.name);
    const namespace = resource.namespace === null ? null : this.text(resource.namespace);
    return name === resource.name && namespace === resource.namespace ? resource : { ...resource, name, namespace };
  }

  crash(crash: Crash): Crash {
    return changed(crash, "error", maskError(this.text(crash.error)));
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

  /** Whether a text that a fix puts into the file may hold a piece of a secret of it: lines that are moved may hold one that nobody can tell from other values. */
  leaks(text: string): boolean {
    if (!this.#mask && !this.#file.quoted && !mayHold(text, this.#holds)) return false;
    return this.#covered(text) !== text || this.#movesFree(text);
  }

  #movesFree(text: string): boolean {
    this.#free ??= [...this.#confidential.free].join("\n");
    const words = text.split(/[\s"']+/).filter((word) => word.length >= LONG && !isPlainWord(word));
    return words.some((word) => this.#free?.includes(word));
  }

  /** A piece of the file's text that begins at an offset, as long as before, with asterisks for what may be a secret. */
  source(text: string, offset: number): string {
    if (!this.#known && isOrdinary(text) && !this.#file.text.includes("Secret")) return text;
    let shown = "";
    let at = 0;
    const spans = this.#spans;
    for (let i = firstBehind(spans, offset); i < spans.length; i++) {
      const { start, end } = spans[i] as Span;
      if (start >= offset + text.length) break;
      const from = Math.max(at, start - offset);
      const to = Math.min(text.length, end - offset);
      if (from >= to) continue;
      shown += text.slice(at, from) + text.slice(from, to).replaceAll(/\S/g, "*");
      at = to;
    }
    shown += text.slice(at);
    // The same value may stand elsewhere, under a name that says nothing.
    for (const value of this.#generated) shown = shown.replaceAll(value, "*".repeat(value.length));
    return shown;
  }

  /** The values of secrets that are no one's words, as long as they are few. */
  get #generated(): readonly string[] {
    const { values } = this.#confidential;
    this.#distinct ??=
      values.size > MOST_DISTINCT ? [] : [...values].filter((value) => value.length >= 8 && looksGenerated(value));
    return this.#distinct;
  }

  /** Sorted, and none of them meet. */
  get #spans(): readonly Span[] {
    this.#sorted ??= merged(this.#confidential.spans);
    return this.#sorted;
  }

  get #confidential(): Confidential {
    this.#known ??= confidentialIn(this.#file.text, this.#file.dialect);
    return this.#known;
  }
}

/** The mask of a result that is asked about more than once: the file is searched once. */
export const fileMask = recently((file: FileResult) => new FileMask(file));

const known = new WeakMap<{ readonly text: string }, Confidential>();

/** What is confidential in a file and in those of which a message about it may hold a piece: all files of a chart have the same. */
function withQuoted(own: Confidential, quoted: FileResult["quoted"] = []): Confidential {
  const all = [own];
  for (const file of quoted) {
    const found = known.get(file) ?? confidentialIn(file.text, "yaml");
    known.set(file, found);
    all.push(found);
  }
  return all.length === 1 ? own : { ...united(all), spans: own.spans };
}

function united(all: readonly Confidential[]): Confidential {
  const together = (key: "values" | "texts" | "free" | "names") => new Set(all.flatMap((one) => [...one[key]]));
  return {
    spans: [],
    values: together("values"),
    texts: together("texts"),
    free: together("free"),
    names: together("names"),
  };
}

/** The mask for what is said about several files at once. */
export function maskOfFiles(files: Iterable<Pick<FileResult, "text" | "dialect" | "quoted">>): Mask {
  return maskOf(united([...files].map((file) => withQuoted(confidentialIn(file.text, file.dialect), file.quoted))));
}

/** Data with every text in it behind a mask. Keys stay. */
export function masked<T>(data: T, mask: Mask): T {
  if (typeof data === "string") return mask(data) as T;
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return data.map((one: unknown) => masked(one, mask)) as T;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, masked(value, mask)])) as T;
}

function merged(spans: readonly Span[]): readonly Span[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** The first of some spans that ends behind an offset. */
function firstBehind(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether a line is one key, or a name, as most lines that are underlined. */
function isOrdinary(line: string): boolean {
  const match = /^\s*(?:- )*(?:[A-Za-z]+:|(?:name|namespace|kind|apiVersion): ([\w./-]{1,63}))\s*$/.exec(line);
  return match !== null && !looksGenerated(match[1] ?? "");
}

/** Of more values than these, only the places are known. */
const MOST_DISTINCT = 1000;

/** So often a file is searched for what may be of it. Each time costs as much as the file is long, however many findings there are. */
const MOST_SEARCHES = 100;

/** Shorter texts hold no piece that says anything. In UTF-16 units. */
const SHORTEST = 4;

/** Of what is moved, shorter words are no secrets. In UTF-16 units. */
const LONG = 8;

/** The same object where the value is the same. */
function changed<T, K extends keyof T>(object: T, key: K, value: T[K]): T {
  return object[key] === value ? object : { ...object, [key]: value };
}

/** Whether a file holds a word. */
type Holds = (word: string) => boolean;

/** Whether a text may show anything of the file but these names: most messages show none, and the file is not searched for them. */
function mayQuote(text: string, holds: Holds, names: readonly (string | null | undefined)[]): boolean {
  for (const [all, word] of text.matchAll(/"([^"]*)"|[^\s"]{4,}/g)) {
    if (word !== undefined ? word.length >= SHORTEST && !names.includes(word) : isOfFile(all, holds, names)) return true;
  }
  return false;
}

/** Whether what a fix writes may come from the file: lines that are moved, a value in another form. */
function mayHold(text: string, holds: Holds): boolean {
  return text.split("\n").some((line) => {
    const words = line.split(/[\s"']+/).filter((word) => word.length >= SHORTEST);
    const own = words.filter((word) => !isPlainWord(word));
    if (own.length === 0) return words.length > 1 && holds(line.trim());
    return own.some((word) => holds(word) || /^[A-Za-z0-9+/=]{8,}$/.test(word));
  });
}

function isOfFile(word: string, holds: Holds, names: readonly (string | null | undefined)[]): boolean {
  const plain = withoutMarks(word.replace(/^[(]+/, ""));
  return !/^[A-Za-z-]*$/.test(plain) && !names.includes(plain) && holds(plain);
}
