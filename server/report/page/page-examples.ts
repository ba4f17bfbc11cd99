/** An example as a reader of a rule's page sees it. */
export interface PageExample {
  readonly title: string;
  readonly good: boolean;
  readonly text: string;
  /** The plimsoll.yaml beside it. */
  readonly config?: string;
  /** Where its last block ends in the page, in UTF-16 units. */
  readonly end: number;
}

const SECTION = /^## (Bad|Good)\n([\s\S]*?)(?=^## |(?![\s\S]))/gm;
const EXAMPLE = /^(\S[^\n]*):\n\n(?:```yaml\n([^`]*?)\n```\n\nThe manifest:\n\n)?```yaml\n([\s\S]*?)\n```$/gm;

/** Reads the examples of a page that `rulePage` has written, in its order. */
export function examplesOf(page: string): readonly PageExample[] {
  return [...page.matchAll(SECTION)].flatMap((section) => {
    const start = section.index + section[0].length - (section[2] as string).length;
    return [...(section[2] as string).matchAll(EXAMPLE)].map(({ index, 0: whole, 1: title = "", 2: config, 3: text = "" }) => ({
      title: title.replace(/, with this `plimsoll\.yaml`$/, ""),
      good: section[1] === "Good",
      text: `${text}\n`,
      ...(config === undefined ? {} : { config: `${config}\n` }),
      end: start + index + whole.length,
    }));
  });
}
