import { parse } from "../../yaml/parser/parse.ts";
import { Field } from "../../yaml/tree/field.ts";
import type { Problem } from "../../yaml/tree/tree.ts";
import type { Text } from "../value/text.ts";
import { goMessage } from "./yaml-error.ts";

/** What Helm looks at in a document before it installs it. */
export interface Head {
  readonly kind: string;
  /** The value of the annotation `helm.sh/hook`, if there is one. */
  readonly hook: string | undefined;
}

/** Why a document is none, in the words of Helm. */
export interface HeadError {
  readonly message: string;
  /** In offsets of the document. */
  readonly problem: Problem | undefined;
}

/** Reads the head of a rendered document. */
export function readHead(document: Text): Head | HeadError {
  const tree = parse(document.text);
  const problem = tree.problems.find(({ code }) => code === "syntax");
  if (problem) return { message: `error converting YAML to JSON: ${goMessage(document.text, problem)}`, problem };
  const root = Field.root(tree);
  const node = tree.root;
  if (node && node.kind !== "mapping" && !(node.kind === "scalar" && node.value === null)) {
    const kind = node.kind === "sequence" ? "array" : node.kind === "scalar" ? jsonType(node.value) : "object";
    const message = `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kind} into Go value of type releaseutil.SimpleHead`;
    return { message, problem: undefined };
  }
  const annotation = root.at("metadata", "annotations", "helm.sh/hook");
  const hook = annotation.exists ? (annotation.string ?? String(annotation.value ?? "")) : undefined;
  return { kind: root.at("kind").string ?? "", hook };
}

function jsonType(value: unknown): string {
  return typeof value === "boolean" ? "bool" : typeof value;
}
