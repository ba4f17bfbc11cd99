// JSON that is written as it comes: the text of all findings at once would take more memory than anything else.

/** A list of which each value stands on a line of its own. */
export class JsonList {
  #isEmpty = true;

  /** What is written for one more value. */
  next(value: unknown): string {
    return this.nextText(JSON.stringify(value));
  }

  /** The same for a value that is text already. */
  nextText(text: string): string {
    const before = this.#isEmpty ? "[" : ",";
    this.#isEmpty = false;
    return `${before}\n    ${text}`;
  }

  /** What is written behind the last value. */
  end(): string {
    return this.#isEmpty ? "[]" : "\n  ]";
  }
}

/** All of a list whose values are text already. */
export function* listed(values: Iterable<string>): Iterable<string> {
  const list = new JsonList();
  for (const value of values) yield list.nextText(value);
  yield list.end();
}
