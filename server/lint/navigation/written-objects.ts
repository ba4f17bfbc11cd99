import type { IndexedObject } from "../../kube/facts/indexed-object.ts";
import type { Target } from "../../kube/facts/resolve.ts";
import type { FactSite } from "../../kube/facts/site.ts";
import type { Linter } from "../workspace/linter.ts";

/** An object as it stands in its file, before anything is built from it. */
interface WrittenObject {
  readonly kind: string;
  readonly name: string;
  /** Where its name begins, absolute. */
  readonly start: number;
}

/** The objects of an index as they are written. Kept for one question, not over changes. */
export class WrittenObjects {
  readonly #linter: Linter;
  #byFile: Map<string, WrittenObject[]> | undefined;

  constructor(linter: Linter) {
    this.#linter = linter;
  }

  /** The object as it is written where it begins. A kustomization may give it a name that stands elsewhere. */
  of({ uri, slice, kind, site }: IndexedObject): WrittenObject | undefined {
    if (!this.#byFile) {
      this.#byFile = new Map();
      for (const { uri: file, facts, span } of this.#linter.writtenObjects()) {
        const inFile = this.#byFile.get(file) ?? [];
        inFile.push({ kind: facts.kind, name: facts.name, start: span.start });
        this.#byFile.set(file, inFile);
      }
    }
    const whole = this.#linter.slice(uri, slice);
    if (!whole) return undefined;
    const there = (this.#byFile.get(uri) ?? []).filter(({ start }) => whole.start <= start && start <= whole.end);
    const exact = there.find(({ start }) => start === whole.start + site.span.start);
    const alike = exact ? [exact] : there.filter((one) => one.kind === kind);
    return alike.length === 1 ? alike[0] : undefined;
  }

  /** The name that stands in the file. */
  nameOf(object: IndexedObject): string | undefined {
    return this.of(object)?.name;
  }

  /** What an object is known by: where its name stands. */
  idOf(object: IndexedObject): string {
    return idAt(object.uri, this.of(object)?.start ?? this.#offset(object, object.site));
  }

  /** The same of what answers a reference. */
  targetId({ object, provided }: Target): string {
    return provided && provided.site.span.start !== object.site.span.start
      ? idAt(object.uri, this.#offset(object, provided.site))
      : this.idOf(object);
  }

  /** The absolute offset of a site of an object. */
  #offset({ uri, slice }: IndexedObject, { span }: FactSite): number {
    return (this.#linter.slice(uri, slice)?.start ?? 0) + span.start;
  }
}

/** What is at an absolute offset of a file. */
export function idAt(uri: string, start: number): string {
  return `${uri}#${start}`;
}
