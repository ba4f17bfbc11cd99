/** A map that keeps the few keys which were used last, in whatever order they come, and forgets the others. */
export class Recent<K, V> {
  readonly #entries = new Map<K, V>(); // the one used last comes last
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#size) for (const oldest of this.#entries.keys()) return void this.#entries.delete(oldest);
  }
}
