import type { Comment, Node, Scalar } from "../tree/tree.ts";

/** The comments of a text whose tree is `root`: every `#` that begins a line or follows white space and stands in no scalar. */
export function scanComments(source: string, root: Node | undefined): readonly Comment[] {
  const scalars = scalarsOf(root, []);
  const comments: Comment[] = [];
  let next = 0;
  for (let at = source.indexOf("#"); at >= 0; at = source.indexOf("#", at + 1)) {
    if (!/^\s?$/.test(source.charAt(at - 1))) continue;
    while (next < scalars.length && (scalars[next] as Scalar).end <= at) next++;
    const scalar = scalars[next];
    if (scalar && scalar.start < at && !isHeader(source, scalar, at)) {
      at = scalar.end - 1;
      continue;
    }
    const text = /[^\r\n]*/.exec(source.slice(at, lineEnd(source, at)))?.[0] ?? "";
    comments.push({ start: at, end: at + text.length, text });
    at += text.length - 1;
  }
  return comments;
}

function scalarsOf(node: Node | undefined, into: Scalar[]): readonly Scalar[] {
  if (node?.kind === "scalar") into.push(node);
  else if (node?.kind === "sequence") for (const item of node.items) scalarsOf(item.value, into);
  else if (node?.kind === "mapping")
    for (const entry of node.entries) {
      into.push(entry.key);
      scalarsOf(entry.value, into);
    }
  return into;
}

function lineEnd(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end < 0 ? source.length : end;
}

/** Whether the offset is still on a block scalar's header line, where a comment may stand. */
function isHeader(source: string, scalar: Scalar, at: number): boolean {
  return (scalar.style === "literal" || scalar.style === "folded") && !source.slice(scalar.start, at).includes("\n");
}
