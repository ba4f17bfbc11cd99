import type { Dict, Value } from "../value/value.ts";

/** The maps that several templates see, such as the values: what one of them changes, those that follow read. */
export class SharedMaps {
  readonly #entries = new Set<Dict["entries"]>();
  #seen: Iterable<Value>;
  /** Whether one of them was changed since this was last set to false. */
  changed = false;

  /** Everything in the values is seen by all. They are looked through when a map is changed, which most charts never do. */
  constructor(seen: Iterable<Value>) {
    this.#seen = seen;
  }

  #add(value: Value): void {
    if (value.kind === "list") {
      if (value.element !== "uint8") for (const item of value.items) this.#add(item);
    } else if (value.kind === "dict" && !this.#entries.has(value.entries)) {
      this.#entries.add(value.entries);
      for (const entry of value.entries.values()) this.#add(entry.value);
    }
  }

  /** A map is to be changed in place; `value` is what is put into it. */
  changes(map: Dict, value: Value | undefined): void {
    for (const seen of this.#seen) this.#add(seen);
    this.#seen = NOTHING;
    if (!this.#entries.has(map.entries)) return;
    this.changed = true;
    if (value) this.#add(value);
  }
}

const NOTHING: readonly Value[] = [];
