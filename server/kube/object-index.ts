import type { ResourceFacts } from "./facts.ts";
import type { Labels } from "./labels.ts";

/** An object with the place it was read from. */
export interface IndexedObject extends ResourceFacts {
  readonly uri: string;
  /** The number of its slice in the file, from 0. */
  readonly slice: number;
  /** Set of objects that are deployed together, as the configuration or a kustomization says; empty where nothing says so. */
  readonly scope: string;
}

/** Whether there is a file or folder of this name, relative to the folder of `uri`; `undefined` where nobody can say. */
export type Exists = (uri: string, name: string) => boolean | undefined;

/** Look-ups over the facts of many documents. Duplicates are kept. */
export class ObjectIndex {
  readonly objects: readonly IndexedObject[];
  readonly #exists: Exists;
  #byKind: Map<string, IndexedObject[]> | undefined;

  constructor(objects: readonly IndexedObject[], exists: Exists = () => undefined) {
    this.objects = objects;
    this.#exists = exists;
  }

  /** Whether there is the file or folder that an object names, by a path relative to its own file; `undefined` where that cannot be known. */
  hasFile(object: IndexedObject, name: string): boolean | undefined {
    return this.#exists(object.uri, name);
  }

  /** The objects of a kind of Kubernetes' own API groups. */
  byKind(kind: string): readonly IndexedObject[] {
    if (!this.#byKind) {
      this.#byKind = new Map();
      for (const object of this.objects) {
        if (!object.builtIn) continue;
        const list = this.#byKind.get(object.kind);
        if (list) list.push(object);
        else this.#byKind.set(object.kind, [object]);
      }
    }
    return this.#byKind.get(kind) ?? [];
  }

  /** The workloads whose pods have all these labels, in a namespace (an unspecified one may be any). */
  workloadsWith(labels: Labels, namespace: string | undefined): readonly IndexedObject[] {
    const wanted = Object.entries(labels);
    return this.objects.filter(
      (object) =>
        object.pods !== undefined &&
        sameNamespace(object.namespace, namespace) &&
        wanted.every(
          ([key, value]) => object.pods?.labels[key] === value || (object.pods?.uncertain && !(key in object.pods.labels)),
        ),
    );
  }
}

/** Whether two namespaces may be the same: one that is not given is set when the object is applied. */
export function sameNamespace(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** Whether two objects are deployed together for certain: in one set that something names, or in one file. */
export function deployedTogether(a: IndexedObject, b: IndexedObject): boolean {
  return a.scope === b.scope && (a.scope !== "" || a.uri === b.uri);
}

/** Whether two objects are likely to be deployed together: the same, or in one folder where nothing names the sets. */
export function deployedBeside(a: IndexedObject, b: IndexedObject): boolean {
  return a.scope === b.scope && (a.scope !== "" || folderOf(a.uri) === folderOf(b.uri));
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/") + 1);
}
