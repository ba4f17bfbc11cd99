import type { Severity } from "../../lint/rule/finding.ts";
import type { Paint } from "./ansi.ts";

/** An error as it is named once more at the end of a long report: its place, message and rule are printable. */
export interface ErrorLine {
  readonly place: string;
  readonly message: string;
  readonly rule: string;
}

const SCREEN = 30; // lines of other findings behind which nobody finds an error again
const LONG = 50; // findings from which on the end of the report says what to do about them
const MOST = 0.8; // the share of the findings whose rules are named
const NAMED = 5; // rules, at most
const LISTED = 100; // errors, at most

/** What the end of a long report says in addition: the errors once more, the rules that most findings are of, and the next step. */
export class LongRun {
  readonly #errors: ErrorLine[] = [];
  readonly #others = new Map<string, number>();
  #lines = 0; // of findings that are no errors

  /** `lines`: how many lines the report has of the finding. `error`: what to repeat of it. */
  add(severity: Severity, rule: string, lines: number, error: () => ErrorLine): void {
    if (severity === "error") {
      this.#errors.push(error());
      return;
    }
    this.#others.set(rule, (this.#others.get(rule) ?? 0) + 1);
    this.#lines += lines;
  }

  /** Nothing unless more than a screen of other findings stands around the errors. */
  errors(colors: Paint): readonly string[] {
    if (this.#errors.length === 0 || this.#lines <= SCREEN) return [];
    const listed = this.#errors.slice(0, LISTED);
    const rest = this.#errors.length - listed.length;
    return [
      colors.bold(this.#errors.length === 1 ? "The error" : `The ${this.#errors.length} errors`),
      ...listed.map(({ place, message, rule }) => `  ${place}  ${message}  ${colors.dim(rule)}`),
      ...(rest > 0 ? [`  … and ${rest} more: --quiet shows errors only`] : []),
    ];
  }

  /** The rules that most of the other findings are of, as the lines of the configuration that turn them off. Nothing for a short report. */
  advice(colors: Paint): readonly string[] {
    const rows = [...this.#others].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const all = rows.reduce((sum, [, count]) => sum + count, 0);
    if (all < LONG) return [];
    const named: (readonly [rule: string, count: number])[] = [];
    let sum = 0;
    for (const row of rows) {
      if (named.length === NAMED || sum >= all * MOST) break;
      named.push(row);
      sum += row[1];
    }
    const width = Math.max(...named.map(([rule]) => rule.length)) + 5; // ": off"
    const who = named.length === 1 ? "1 rule makes up" : `${named.length} rules make up`;
    return [
      `${colors.bold(`${who} ${Math.floor((100 * sum) / all)}% of the warnings and info.`)} To turn one off, in plimsoll.yaml:`,
      "  rules:",
      ...named.map(([rule, count]) => `    ${`${rule}: off`.padEnd(width)} ${colors.dim(`# ${count}`)}`),
      "Next: `plimsoll baseline create` records what is there, so that only new findings are reported; --quiet shows errors only.",
    ];
  }
}
