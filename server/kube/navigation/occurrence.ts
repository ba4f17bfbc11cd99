import type { Span } from "../../text/span.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { Wanted } from "../facts/reference.ts";
import type { Selector } from "../labels.ts";

/**
 * What is named. `part`: a key of a ConfigMap or Secret, a port of a Service, a listener of a Gateway. `port`: one of a container. `podLabel`: a
 * label of pods, `label`: one of an object itself; named as `key=value`. `image`: an image without tag and digest.
 */
export type Noun = "object" | "part" | "port" | "volume" | "container" | "label" | "podLabel" | "image";

/** A place in an object where something is named, the object itself among them. Offsets are relative to the slice. */
export interface Occurrence {
  readonly noun: Noun;
  /** Numbers are those of ports. */
  readonly name: string | number;
  /** It is named here because it is defined here. */
  readonly declares: boolean;
  readonly owner: Owner;
  /** Where a reader sees it: a key with its value, a scalar with its quotes. */
  readonly site: Span;
  /** Where the letters stand that a new name replaces; `undefined` where they are written in a way that is not those letters. */
  readonly letters: Span | undefined;
  /** The letters are the path of a file whose last part is the name: another name is written before them, `name=path`. */
  readonly written?: "keyOfFile";
}

/** The objects of which it is a part, or which it is. */
export type Owner =
  /** The object in which it stands, or one that is made from it, which has its name at an offset. */
  | { readonly by: "self"; readonly at?: number }
  /** The object that a reference means. */
  | { readonly by: "reference"; readonly wanted: Wanted }
  /** Those that are selected, by a selector or by that which the object has as it is built; `namespace`: in whichever where it is `"any"`. */
  | {
      readonly by: "selector";
      readonly kind: string;
      readonly selector: Selector | undefined;
      readonly namespace: "own" | "any";
    }
  /** Those that the kustomization builds in which it stands. `isNew`: what it makes of an image, for those that build on it. */
  | { readonly by: "build"; readonly isNew?: true };

/** Where the characters of a scalar stand, without its quotes; `undefined` where what is written is not what it says. */
export function lettersOf(field: Field): Span | undefined {
  const { node, origin } = field;
  if (origin !== "own" || node?.kind !== "scalar" || node.unknown) return undefined;
  const isQuoted = node.style === "single" || node.style === "double";
  if (!isQuoted && node.style !== "plain") return undefined;
  const letters = isQuoted ? { start: node.start + 1, end: node.end - 1 } : { start: node.start, end: node.end };
  return textAt(field, letters) === String(node.value) ? letters : undefined;
}

/** The same of the key of the field's entry. */
export function lettersOfKey(field: Field): Span | undefined {
  if (field.origin !== "own") return undefined;
  const { site } = field.key;
  const text = textAt(field, site);
  if (text === field.name) return site;
  return text.slice(1, -1) === field.name ? { start: site.start + 1, end: site.end - 1 } : undefined;
}

/** The part of the letters in which a text stands that begins at an index of them. */
export function partOf(letters: Span | undefined, index: number, text: string): Span | undefined {
  if (!letters || index < 0) return undefined;
  return { start: letters.start + index, end: letters.start + index + text.length };
}

function textAt({ tree }: Field, { start, end }: Span): string {
  return tree.text.slice(tree.from + start, tree.from + end);
}
