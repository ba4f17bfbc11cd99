import { unmarshal } from "../../yaml/goyaml/unmarshal.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { Field } from "../../yaml/tree/field.ts";
import type { Problem } from "../../yaml/tree/tree.ts";
import type { Text } from "../value/text.ts";

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
  const parsed = parse(document.text);
  const problem = parsed.problems.find(({ code }) => code === "syntax");
  // What follows a document, and is an error of ours, is dropped without a word.
  const read = problem ? unmarshal(document.text) : { tree: parsed };
  if ("error" in read) return { message: `error converting YAML to JSON: ${read.error}`, problem };
  const root = Field.root(read.tree);
  const node = read.tree.root;
  if (node && node.kind !== "mapping" && !(node.kind === "scalar" && node.value === null)) {
    const kind = node.kind === "sequence" ? "array" : node.kind === "scalar" ? jsonType(node.value) : "object";
    const message = `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kind} into Go value of type releaseutil.SimpleHead`;
    return { message, problem: undefined };
  }
  const wrong = wrongType(root);
  if (wrong) return wrong;
  // Null is an event that Helm does not know.
  const annotation = root
    .at("metadata", "annotations")
    .entries()
    .find(([name]) => name === "helm.sh/hook")?.[1];
  return { kind: textOf(root.at("kind")), hook: annotation && textOf(annotation) };
}

/** Numbers and booleans are texts here; null is an empty one. */
function textOf({ string, value }: Field): string {
  return string ?? String(value ?? "");
}

const METADATA = 'struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }';

/** The first of the few fields that Helm reads which has a type that it does not take: numbers and booleans are texts to it. */
function wrongType(root: Field): HeadError | undefined {
  const metadata = root.at("metadata");
  const annotations = metadata.at("annotations");
  const texts: readonly (readonly [string, Field])[] = [
    ["SimpleHead.apiVersion", root.at("apiVersion")],
    ["SimpleHead.kind", root.at("kind")],
    [".metadata.name", metadata.at("name")],
    ...annotations.entries().map(([, field]) => [".metadata.annotations", field] as const),
  ];
  for (const [name, field] of texts)
    if (field.isMapping || field.isSequence) return wrongField(field, field.isMapping ? "object" : "array", name, "string");
  for (const [name, field, type] of [
    ["SimpleHead.metadata", metadata, METADATA],
    [".metadata.annotations", annotations, "map[string]string"],
  ] as const)
    if (field.isSequence) return wrongField(field, "array", name, type);
    else if (field.value !== undefined) return wrongField(field, jsonType(field.value), name, type);
  return undefined;
}

function wrongField(field: Field, is: string, name: string, type: string): HeadError {
  const message = `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${is} into Go struct field ${name} of type ${type}`;
  return { message, problem: { code: "syntax", message: `Helm takes no ${is} here.`, ...field.site } };
}

function jsonType(value: unknown): string {
  return typeof value === "boolean" ? "bool" : typeof value;
}
