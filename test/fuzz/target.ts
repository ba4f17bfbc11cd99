/** Something that is tried with many texts. */
export interface Target {
  readonly name: string;
  /** Why it cannot be tried here. */
  readonly missing?: string;
  /** What is wrong with each text; `undefined` for those that pass. */
  check(texts: readonly string[]): Promise<readonly (string | undefined)[]> | readonly (string | undefined)[];
  /** How many texts are checked together. */
  readonly batch: number;
  /** What its texts are made of, if not of manifests. */
  readonly seeds?: readonly string[];
}

/** Checks text by text; one that throws has failed. */
export function guarded(check: (text: string) => string | undefined): Target["check"] {
  return (texts) =>
    texts.map((text) => {
      try {
        return check(text);
      } catch (error) {
        return `we crash: ${error instanceof Error ? error.stack : String(error)}`;
      }
    });
}
