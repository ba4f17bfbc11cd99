/** Work that waits a moment, one piece for each key: a newer one takes the place of one that waits. */
export class Debouncer {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** `delay` in milliseconds. */
  start(key: string, delay: number, work: () => void): void {
    this.cancel(key);
    const run = () => {
      this.#timers.delete(key);
      work();
    };
    this.#timers.set(key, setTimeout(run, delay));
  }

  cancel(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }
}
