import { parse } from "../../yaml/parser/parse.ts";
import { cut } from "../../yaml/parser/slice.ts";
import { Field } from "../../yaml/tree/field.ts";
import { jsonOf } from "../../yaml/tree/plain.ts";

/** One case of a rule's sample: documents that belong together. */
export interface SampleCase {
  readonly title: string;
  readonly good: boolean;
  readonly text: string;
  /** Of the rule, from `# options: {…}`. */
  readonly options: Readonly<Record<string, unknown>>;
  /** From `# kubernetes: 1.24`. */
  readonly kubernetes: number | undefined;
}

/**
 * Reads a sample. A document whose first lines hold `# good: …` or `# bad: …` begins a case, and the documents behind it without such a
 * comment belong to it. In the head, `# options: {…}` and `# kubernetes: 1.N` configure the case. What stands above the first case
 * belongs to none.
 */
export function sampleCases(text: string): readonly SampleCase[] {
  const groups: string[][] = [];
  for (const { start, end } of cut(text)) {
    const slice = text.slice(start, end);
    if (HEAD.test(slice)) groups.push([slice]);
    else groups.at(-1)?.push(slice);
  }
  return groups.map((slices) => {
    const body = slices.join("");
    const [, kind, title] = HEAD.exec(body) as unknown as [string, string, string];
    const options = /^# options: (.*)$/m.exec(body)?.[1];
    const version = /^# kubernetes: 1\.(\d+)$/m.exec(body)?.[1];
    return {
      title,
      good: kind === "good",
      text: body,
      options: options ? (jsonOf(Field.root(parse(options))) as SampleCase["options"]) : {},
      kubernetes: version ? Number(version) : undefined,
    };
  });
}

/** How many good and how many bad cases a page shows: the first ones of the sample. The others are for the tests. */
const SHOWN = 2;

/** The part of a rule's sample that its page shows. */
export function shownPart(sample: string): string {
  const cases = sampleCases(sample);
  const shown = new Set([true, false].flatMap((good) => cases.filter((one) => one.good === good).slice(0, SHOWN)));
  return cases
    .filter((one) => shown.has(one))
    .map(({ text }) => text)
    .join("");
}

const HEAD = /^(?:\uFEFF|---[^\n]*\n|\s*#[^\n]*\n|\s*\n)*?# (good|bad): ([^\r\n]*)/;
