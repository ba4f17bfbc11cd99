import type { IndexedObject } from "../../kube/facts/indexed-object.ts";
import type { Reference } from "../../kube/facts/reference.ts";
import { decodedUri } from "../../text/path.ts";
import type { BuiltObject } from "../overlay/built-object.ts";
import type { Linter } from "../workspace/linter.ts";

/** A reference of an object that a kustomization builds. */
export interface BuiltReference {
  readonly from: IndexedObject;
  readonly reference: Reference;
}

/** The references of what is built, by the files in which they stand. Kept for one question, not over changes. */
export class BuiltReferences {
  readonly #linter: Linter;
  readonly #known = new Map<string, ReadonlyMap<number, readonly BuiltReference[]>>();

  constructor(linter: Linter) {
    this.#linter = linter;
  }

  /** The references of built objects that stand in a file, wherever their objects begin: by the offset. */
  in(uri: string): ReadonlyMap<number, readonly BuiltReference[]> {
    const known = this.#known.get(uri);
    if (known) return known;
    const found = new Map<number, BuiltReference[]>();
    const name = decodedUri(uri);
    for (const root of this.#linter.builds.readersOf(name))
      this.#linter.builds.objectsOf(root)?.forEach((object, at) => {
        for (const [start, reference] of referencesOf(object, name)) {
          const [from] = this.#linter.index.by(byNumber, `${root}\0${at}`);
          if (from) found.set(start, [...(found.get(start) ?? []), { from, reference }]);
        }
      });
    this.#known.set(uri, found);
    return found;
  }
}

/** The references of a built object that stand in a file, each with its offset. */
function referencesOf(
  { file: own, document, object, elsewhere }: BuiltObject,
  file: string,
): readonly (readonly [start: number, reference: Reference])[] {
  return object.references.flatMap((reference) => {
    const { site, name } = reference;
    const other = elsewhere.get(site);
    if (name === "" || (other?.file ?? own) !== file) return [];
    return [[other?.span.start ?? document.start + site.span.start, reference] as const];
  });
}

const byNumber = ({ built, scope, at }: IndexedObject) => (built ? `${scope}\0${at}` : undefined);
