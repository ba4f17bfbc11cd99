import { ELSE_MARK, END_MARK, IF_MARK } from "../evaluate/mark.ts";
import { bareRun, type Run } from "../value/place.ts";
import { slice, type Text, TextBuilder } from "../value/text.ts";

/** A document as it can be judged. */
export interface LintableText {
  readonly text: Text;
  /** Whether actions stand in it for what is unknown: it is read as a template. */
  readonly isTemplate: boolean;
}

const ACTIONS: ReadonlyMap<string, string> = new Map([
  [IF_MARK, "{{ if unknown }}"],
  [ELSE_MARK, "{{ else }}"],
  [END_MARK, "{{ end }}"],
]);

const known = new WeakMap<Text, LintableText>();

/** Puts an action in the place of everything that is only known when the chart is installed. The same for the same text. */
export function lintableText(text: Text): LintableText {
  const before = known.get(text);
  if (before) return before;
  const made = lintable(text);
  known.set(text, made);
  return made;
}

function lintable(text: Text): LintableText {
  if (!text.runs.some(({ unknown }) => unknown)) return { text, isTemplate: false };
  const builder = new TextBuilder();
  let at = 0;
  let before: Run | undefined;
  for (const run of text.runs) {
    const piece = text.text.slice(at, at + run.length);
    if (!run.unknown) builder.add(slice(text, at, at + run.length));
    else if (ACTIONS.has(piece)) writeMark(builder, piece, run, text.text[at + run.length]);
    // Several runs of one secret, say the lines of a certificate, are one thing.
    else if (!before?.unknown || before.place !== run.place) {
      const action = `{{ unknown${placing(text.text, at, at + run.length)} }}`;
      builder.push(action, { ...run, length: action.length, exact: false });
    }
    before = run;
    at += run.length;
  }
  return { text: builder.build(), isTemplate: true };
}

/** Where something unknown stands alone on its line and a line goes on below it, further to the right, its column is known: ` | indent 4`. */
function placing(text: string, start: number, end: number): string {
  const margin = /(?:^|\n)( *)$/.exec(text.slice(Math.max(0, start - MOST_COLUMNS), start))?.[1];
  const below = margin === undefined ? undefined : /^\r?\n( *)[^\s#]/.exec(text.slice(end, end + MOST_COLUMNS))?.[1];
  return margin !== undefined && below && below.length > margin.length ? ` | indent ${margin.length}` : "";
}

/** No file is indented further; a line may be long. */
const MOST_COLUMNS = 200;

/** A mark before a line break has the next line for itself, as its action had that trimmed the text before it. */
function writeMark(builder: TextBuilder, mark: string, run: Run, next: string | undefined): void {
  const action = ACTIONS.get(mark) as string;
  const { place } = run;
  if ((next === "\n" || next === undefined) && builder.length > 0) builder.push("\n", { ...bareRun(1), place });
  builder.push(action, { ...run, length: action.length, exact: false });
}
