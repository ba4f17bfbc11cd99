/** Which documents take longer to check than their user has allowed. Times are in milliseconds. */
export class TimeBudget {
  readonly #slow = new Map<string, number>();

  /** Notes how long a document took. Returns what to say about it: nothing while it is as slow as it was. */
  note(uri: string, took: number, budget: number): string | undefined {
    const wasSlow = this.#slow.has(uri);
    if (budget === 0 || took <= budget) {
      this.#slow.delete(uri);
      return undefined;
    }
    this.#slow.set(uri, Math.round(took));
    if (wasSlow) return undefined;
    return `${uri} took ${Math.round(took)} ms to check, more than plimsoll.timeBudget (${budget} ms). With "plimsoll.run": "onSave" it is checked less often.`;
  }

  /** How long a document took when it was last checked, if that was too long. */
  slow(uri: string): number | undefined {
    return this.#slow.get(uri);
  }

  forget(uri: string): void {
    this.#slow.delete(uri);
  }
}
