/** Something that is tried with many texts. */
export interface Target {
  readonly name: string;
  /** Why it cannot be tried here. */
  readonly missing?: string;
  /** What is wrong with each text; `undefined` for those that pass. */
  check(texts: readonly string[]): Promise<readonly (string | undefined)[]> | readonly (string | undefined)[];
  /** How many texts are checked together. */
  readonly batch: number;
}
