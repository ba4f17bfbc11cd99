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

/** As many things as are looked at in turns: the renderings of a template, the documents of a fix. */
const FEW = 4;

/**
 * The same function, which keeps its answers about the few things that it was asked about last, in whatever order. For what many ask about one thing
 * in a row; a `WeakMap` of all things costs more than it saves.
 */
export function recently<K extends object, V>(answer: (about: K) => V): (about: K) => V {
  const things: (K | undefined)[] = new Array(FEW);
  const answers: V[] = new Array(FEW);
  let latest = 0;
  return (about) => {
    if (things[latest] === about) return answers[latest] as V;
    let place = things.indexOf(about);
    if (place < 0) {
      const found = answer(about); // it may ask about other things itself
      place = (latest + 1) % FEW;
      things[place] = about;
      answers[place] = found;
    }
    latest = place;
    return answers[place] as V;
  };
}
