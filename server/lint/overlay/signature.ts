import type { Build } from "../../kube/kustomize/build/build.ts";
import { isMoved } from "../../kube/kustomize/build/mutable.ts";
import type { Span } from "../../text/span.ts";
import type { Node } from "../../yaml/tree/tree.ts";

/** Where everything in a built object comes from: while the files are the same, equal signatures are equal objects. */
export interface Signature {
  readonly text: string;
  /** The files that it speaks of. */
  readonly files: readonly string[];
  /** How many nodes the object has. */
  readonly nodes: number;
}

/** The signature of a built object. Many builds hold the same object: what is found in one is found in all. */
export function signatureOf(root: Node, built: Build): Signature {
  const parts: (string | number)[] = [];
  const files: string[] = [];
  let base = 0;
  let end = -1;
  let nodes = 0;
  const addSpan = (span: Span): void => {
    if (span.start < base || span.start >= end) {
      const file = built.fileAt(span.start);
      base = file.base;
      end = file.base + file.text.length + 1;
      if (!files.includes(file.uri)) files.push(file.uri);
      parts.push(`@${files.indexOf(file.uri)}`);
    }
    parts.push(span.start - base, span.end - span.start);
  };
  const add = (node: Node): void => {
    nodes++;
    addSpan(node);
    if (node.kind === "scalar") {
      if (!isMoved(node)) parts.push(node.unknown ? "?" : JSON.stringify(node.value));
    } else if (node.kind === "mapping") {
      for (const { key, name, value, replaces } of node.entries) {
        if (replaces) parts.push("!");
        add(key);
        if (!isMoved(key)) parts.push(name);
        add(value);
      }
      for (const [name, by] of node.removals ?? []) {
        parts.push(`-${name}`);
        addSpan(by);
      }
      parts.push("}");
    } else if (node.kind === "sequence") {
      for (const { value } of node.items) add(value);
      parts.push("]");
    }
  };
  add(root);
  return { text: parts.join(" "), files, nodes };
}
