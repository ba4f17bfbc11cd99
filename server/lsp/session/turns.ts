/** How long the server may be busy before it answers what came in meanwhile. In milliseconds. */
const SLICE_OF_TIME = 16;

/** Lets others have their turn during long work: whoever does it asks between its steps. */
export class Turns {
  #since = performance.now();

  /** Returns at once as long as the work has not taken its slice of time. */
  async next(): Promise<void> {
    if (performance.now() - this.#since <= SLICE_OF_TIME) return;
    await pause();
    this.#since = performance.now();
  }
}

/** Lets what came in be answered first. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
