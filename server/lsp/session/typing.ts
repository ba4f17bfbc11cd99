import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import type { PlacedFinding } from "../../lint/analysis/result.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import { NONE } from "../../text/none.ts";

/** How long nothing must be typed until everything is shown. In milliseconds. */
export const PAUSE = 1000;

/** What one key, a completed word or a line break with its indentation inserts at most; more is a paste or a fix, after which everything is shown. In UTF-16 units. */
const LONGEST_KEYSTROKE = 80;

/** Families about what is dangerous: a finished line says that by itself. What the other families are about, the next lines may settle. */
const DANGERS: ReadonlySet<string> = new Set([
  "control-plane",
  "images",
  "network",
  "pod-security",
  "rbac",
  "secrets",
  "service-exposure",
  "workload-hardening",
]);

/** Rules of those families that are about what is absent or not yet right. */
const UNFINISHED = /^(missing|invalid|undefined|incomplete|unhardened|duplicate|removed)-/;

/** What is known of a file in which the user is typing. */
interface Typed {
  /** The line of the last change, from 0. */
  readonly line: number;
  /** The findings that were shown last. */
  readonly shown: readonly PlacedFinding[];
}

/** The line on which a finding ends, from 0. */
type LineOf = (finding: PlacedFinding) => number;

/**
 * Which findings wait while somebody types. New ones on the line that is being typed wait until the cursor leaves it; what the next lines may settle (an
 * unclosed quote, a missing field, a selector whose labels come below) waits for a pause, wherever it stands. What was shown before stays.
 */
export class Typing {
  /** The rules whose findings the next lines cannot settle. */
  readonly #final: ReadonlySet<string>;
  readonly #files = new Map<string, Typed>();
  readonly #shown = new Map<string, readonly PlacedFinding[]>();

  constructor(rules: readonly Rule[]) {
    this.#final = new Set(rules.filter(({ id, family }) => DANGERS.has(family) && !UNFINISHED.test(id)).map(({ id }) => id));
  }

  /** Hears of a change of a document, and says whether it was a keystroke. */
  changed(uri: string, changes: readonly TextDocumentContentChangeEvent[]): boolean {
    const line = typedLine(changes);
    if (line === undefined) this.#files.delete(uri);
    else this.#files.set(uri, { line, shown: this.#shown.get(uri) ?? NONE });
    return line !== undefined;
  }

  /** The user has paused, saved or closed the document: nothing waits any more. */
  ended(uri: string): void {
    this.#files.delete(uri);
  }

  forget(uri: string): void {
    this.#files.delete(uri);
    this.#shown.delete(uri);
  }

  /** Those of a file's findings that are shown now. */
  visible(uri: string, findings: readonly PlacedFinding[], lineOf: LineOf): readonly PlacedFinding[] {
    const typed = this.#files.get(uri);
    const kept = typed ? this.#calm(typed, findings, lineOf) : findings;
    this.#shown.set(uri, kept); // counted when somebody types: every hover asks, and a file may have 100,000s
    return kept;
  }

  #calm({ line, shown }: Typed, findings: readonly PlacedFinding[], lineOf: LineOf): readonly PlacedFinding[] {
    const left = countOf(shown);
    return findings.filter((finding) => {
      const ofRule = left.get(finding.rule);
      const count = ofRule?.get(finding.message) ?? 0;
      if (count > 0) ofRule?.set(finding.message, count - 1);
      return count > 0 || (this.#final.has(finding.rule) && lineOf(finding) !== line);
    });
  }
}

/** How often there is each finding, by rule and message: the same texts on other lines are the same findings. */
function countOf(findings: readonly PlacedFinding[]): ReadonlyMap<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const { rule, message } of findings) {
    const ofRule = counts.get(rule) ?? new Map<string, number>();
    counts.set(rule, ofRule.set(message, (ofRule.get(message) ?? 0) + 1));
  }
  return counts;
}

/** The line on which one keystroke leaves the cursor; undefined for any other change. */
function typedLine(changes: readonly TextDocumentContentChangeEvent[]): number | undefined {
  const [change] = changes;
  if (changes.length !== 1 || !change || !("range" in change)) return undefined;
  const breaks = change.text.split("\n").length - 1;
  const { start, end } = change.range;
  if (breaks > 1 || change.text.length > LONGEST_KEYSTROKE || end.line - start.line > 1) return undefined;
  return start.line + breaks;
}
