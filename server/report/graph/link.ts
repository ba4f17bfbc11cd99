import type { IndexedObject } from "../../kube/facts/indexed-object.ts";
import type { FactSite } from "../../kube/facts/site.ts";

/** Where an object stands: its file as answers show it, and its line from 1. */
export interface ObjectPlace {
  readonly file: string;
  readonly line: number;
}

/** Finds where an object has its name, or another of its facts. */
export type PlaceOf = (object: IndexedObject, site?: FactSite) => ObjectPlace;

/** An object on the way from a question to its answer, as JSON has it. */
export interface Link {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /** `null` for what no file defines: a role of every cluster, or a subject. */
  readonly file: string | null;
  readonly line: number | null;
}

/** A link to an object. */
export function linkTo(object: IndexedObject, placeOf: PlaceOf): Link {
  const { kind, namespace = null, name } = object;
  return { kind, namespace, name, ...placeOf(object) };
}

/** A link in words: `RoleBinding shop/web (web.yaml:3)`. */
export function linkText({ kind, namespace, name, file, line }: Link): string {
  const title = `${kind} ${namespace === null ? "" : `${namespace}/`}${name}`;
  return file === null ? title : `${title} (${file}:${line})`;
}

/** The order of answers: by text, letter by letter. */
export function byText<T>(textOf: (one: T) => string): (a: T, b: T) => number {
  return (a, b) => {
    const [x, y] = [textOf(a), textOf(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  };
}
