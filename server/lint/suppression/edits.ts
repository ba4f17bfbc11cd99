import { resourcesOf } from "../../kube/resource.ts";
import { markLength } from "../../text/byte-order-mark.ts";
import type { Edit } from "../../text/edit.ts";
import { indentation, lineStart } from "../../text/line.ts";
import { endOfLine } from "../../text/lines.ts";
import { contains, type Span, shift } from "../../text/span.ts";
import { spares } from "../../yaml/edit/holes.ts";
import { set } from "../../yaml/edit/op.ts";
import { isJson } from "../../yaml/edit/style.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { Field, type Path } from "../../yaml/tree/field.ts";
import type { Node, Tree } from "../../yaml/tree/tree.ts";
import type { PlacedFinding } from "../analysis/result.ts";
import { ANNOTATION } from "../directive/annotation.ts";
import { lineOf } from "../directive/target.ts";
import { type Parse, renderFix } from "../fix/fix.ts";

/** What a suppression that is written for the user can cover. */
export const SUPPRESSION_FORMS = ["line", "next-line", "container", "object", "file"] as const;
export type SuppressionForm = (typeof SUPPRESSION_FORMS)[number];

/**
 * Edits that suppress a finding of the tree's document: a comment behind its line, one above the node that begins on its line (or the
 * nearest node around it that begins a line), one above its container or an annotation for it, an annotation of its object, or a comment at
 * the top of the file. Sorted, in offsets of `tree.text` (as the finding's own span). Undefined where that form cannot be written: JSON has no
 * comments, and a comment inside a string would be text. Without a reason none is written. `read` is how the tree was parsed.
 */
export function suppressionEdits(
  tree: Tree,
  finding: PlacedFinding,
  form: SuppressionForm,
  reason?: string,
  read: Parse = parse,
): readonly Edit[] | undefined {
  const line = reason?.replace(/\s+/g, " ").trim() ?? ""; // a comment ends with its line
  const edits = editsFor({ tree, source: tree.text.slice(tree.from, tree.to), finding, reason: line, read }, form);
  return edits?.map((edit) => ({ ...edit, ...shift(edit, tree.from) }));
}

interface Request {
  readonly tree: Tree;
  readonly source: string;
  readonly finding: PlacedFinding;
  /** `""` for none. */
  readonly reason: string;
  readonly read: Parse;
}

function editsFor(request: Request, form: SuppressionForm): readonly Edit[] | undefined {
  const { tree, finding } = request;
  const span = shift(finding.span, -tree.from);
  if (form === "object") return annotate(request, [`${ANNOTATION}.${finding.rule}`], request.reason);
  if (form === "container") return aboveContainer(request, span) ?? annotateContainer(request);
  if (tree.root && isJson(tree.root)) return undefined;
  if (form === "file") return [atTop(request)];
  const edit = form === "line" ? behindLine(request, span) : aboveNode(request, span);
  return edit && spares(tree, [edit]) ? [edit] : undefined;
}

function comment({ finding, reason }: Request, form: string): string {
  return `# plimsoll-${form} ${finding.rule}${reason && ` -- ${reason}`}`;
}

function behindLine(request: Request, span: Span): Edit | undefined {
  const { tree, source } = request;
  const { start, end } = lineOf(source, span.start);
  // Behind what could not be read, a comment may not be recognised as one.
  const broken = tree.problems.some((problem) => problem.code === "syntax" && start <= problem.end && problem.start <= end);
  if (broken || isInScalar(tree.root, source, end)) return undefined;
  const space = /\s$/.test(source.slice(0, end)) ? "" : " ";
  return { start: end, end, newText: `${space}${comment(request, "disable-line")}` };
}

function aboveNode(request: Request, span: Span): Edit | undefined {
  const { tree, source } = request;
  const around = tree.root ? nodesAround(tree.root, span) : [];
  const node = around.findLast(
    (one) => isFirstOnLine(source, one.start) && !isInScalar(tree.root, source, lineStart(source, one.start)),
  );
  return node && above(request, node.start);
}

function above(request: Request, at: number): Edit {
  const start = lineStart(request.source, at);
  const newText = `${indentation(request.source, at)}${comment(request, "disable-next-line")}${endOfLine(request.tree.text)}`;
  return { start, end: start, newText };
}

/** The entries and items that hold the span, the outermost first. */
function nodesAround(node: Node, span: Span): readonly Span[] {
  const children: readonly (Span & { readonly value: Node })[] =
    node.kind === "mapping"
      ? node.entries.map(({ key, value }) => ({ start: key.start, end: Math.max(key.end, value.end), value }))
      : node.kind === "sequence"
        ? node.items.map(({ dash, value }) => ({ start: dash < 0 ? value.start : dash, end: value.end, value }))
        : [];
  const child = children.find((one) => contains(one, span));
  return child ? [{ start: child.start, end: child.end }, ...nodesAround(child.value, span)] : [];
}

function isFirstOnLine(source: string, at: number): boolean {
  return /^\s*$/.test(source.slice(lineStart(source, at), at));
}

/** Whether the offset is inside a scalar, where a comment would be text. Behind the header of a block scalar it would not. */
function isInScalar(node: Node | undefined, source: string, at: number): boolean {
  if (!node || node.kind === "alias" || at <= node.start || at >= node.end) return false;
  if (node.kind === "mapping")
    return node.entries.some(({ key, value }) => isInScalar(key, source, at) || isInScalar(value, source, at));
  if (node.kind === "sequence") return node.items.some(({ value }) => isInScalar(value, source, at));
  const block = node.style === "literal" || node.style === "folded";
  return !block || source.slice(node.start, at).includes("\n");
}

const CONTAINER_LISTS: ReadonlySet<string | number> = new Set(["containers", "initContainers", "ephemeralContainers"]);

/** A comment above the container's item, if that covers the finding. */
function aboveContainer(request: Request, span: Span): readonly Edit[] | undefined {
  const { tree, source, finding } = request;
  if (!tree.root || isJson(tree.root)) return undefined;
  const at = finding.path.findIndex((segment, i) => CONTAINER_LISTS.has(segment) && typeof finding.path[i + 1] === "number");
  const list = at < 0 ? undefined : Field.root(tree).at(...finding.path.slice(0, at + 1)).node;
  const item = list?.kind === "sequence" ? list.items[finding.path[at + 1] as number] : undefined;
  if (!item || item.dash < 0 || !contains({ start: item.dash, end: item.value.end }, span)) return undefined;
  const edit = above(request, item.dash);
  return isFirstOnLine(source, item.dash) && spares(tree, [edit]) ? [edit] : undefined;
}

/** For a finding about a container that lies elsewhere, such as in the pod's securityContext. */
function annotateContainer(request: Request): readonly Edit[] | undefined {
  const { finding, reason } = request;
  const key = `${ANNOTATION}-container.${finding.container}`;
  if (finding.container === undefined || key.length - key.indexOf("/") - 1 > MAX_NAME) return undefined;
  const before = rootOf(request)?.at(...ANNOTATIONS, key).string;
  return annotate(request, [key], `${before ? `${before}, ` : ""}${finding.rule}${reason && `=${reason}`}`);
}

const MAX_NAME = 63; // of an annotation's key behind its domain (apimachinery, validation.IsQualifiedName)
const ANNOTATIONS: Path = ["metadata", "annotations"];

function annotate(request: Request, key: Path, value: string): readonly Edit[] | undefined {
  const annotation = rootOf(request)?.at(...ANNOTATIONS, ...key);
  if (!annotation) return undefined;
  return renderFix(request.tree, { title: "", class: "suggestion", ops: [set(annotation, value)] }, request.read);
}

/** The object that the finding is about. */
function rootOf({ tree, finding }: Request): Field | undefined {
  const span = shift(finding.span, -tree.from);
  return resourcesOf(tree).find(({ root, kind, name }) => {
    if (!root.node || !contains(root.node, span)) return false;
    return !finding.resource || (finding.resource.kind === kind && finding.resource.name === name);
  })?.root;
}

/** At the top of the file, which is not always the top of the document. */
function atTop(request: Request): Edit {
  const { tree } = request;
  const start = markLength(tree.text) - tree.from;
  return { start, end: start, newText: `${comment(request, "disable-file")}${endOfLine(tree.text)}` };
}
