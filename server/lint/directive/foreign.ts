import type { PodSources } from "../../kube/pod.ts";
import type { Resource } from "../../kube/resource.ts";
import type { Span } from "../../text/span.ts";
import type { Comment, Tree } from "../../yaml/tree/tree.ts";
import { type Annotation, annotationsOf, directive, spanOf, splitList } from "./annotation.ts";
import type { Directive } from "./directive.ts";
import { firstNodeFrom, lineOf, targetBelow } from "./target.ts";

// The markers of other tools. Their ids become `tool:check`, as rules name their peers.

/** `#trivy:ignore:ID`, `#checkov:skip=ID:reason`, `# kics-scan ignore-line`, `# kics-scan ignore-block`. */
export function foreignComments(tree: Tree, resources: readonly Resource[]): readonly Directive[] {
  const source = tree.text.slice(tree.from, tree.to);
  return tree.comments.flatMap((comment) => [
    ...trivyIgnores(tree, source, comment),
    ...checkovSkips(source, comment, resources),
    ...kicsIgnores(tree, source, comment),
  ]);
}

interface Mark {
  readonly id: string;
  readonly reason?: string | undefined;
  readonly expires?: string | undefined;
  readonly covers: Span | undefined;
}

function foreign(comment: Comment, { id, reason, expires, covers }: Mark): readonly Directive[] {
  if (!covers) return [];
  const span = { start: comment.start, end: comment.end };
  return [{ kind: "comment", form: "foreign", span, rules: [{ id, span }], reason, expires, covers }];
}

/** Behind something: that line, with the node that begins on it; on a line of its own: what stands below. */
function trivyIgnores(tree: Tree, source: string, comment: Comment): readonly Directive[] {
  if (!comment.text.includes(":ignore:")) return [];
  return [...comment.text.matchAll(/\b(?:trivy|tfsec):ignore:([\w.*-]+)(?:\[[^\]]*\])?((?::\w+:[\w-]+)*)/g)].flatMap((mark) => {
    const expires = /:exp:(\d{4}-\d{2}-\d{2})/.exec(mark[2] ?? "")?.[1];
    return foreign(comment, { id: `trivy:${mark[1]}`, expires, covers: aroundOrBelow(tree, source, comment) });
  });
}

function aroundOrBelow(tree: Tree, source: string, comment: Comment): Span | undefined {
  const line = lineOf(source, comment.start);
  if (source.slice(line.start, comment.start).trim() === "") return targetBelow(tree, source, comment.end);
  const node = tree.root && firstNodeFrom(tree.root, line.start);
  return { start: line.start, end: Math.max(line.end, node && node.start <= line.end ? node.end : 0) };
}

/** Anywhere in an object, for the whole object. */
function checkovSkips(source: string, comment: Comment, resources: readonly Resource[]): readonly Directive[] {
  const mark = /\b(?:checkov|bridgecrew|cortex):skip=([\w-]+)(?::\s*(.*))?/.exec(comment.text);
  if (!mark) return [];
  const object = resources
    .map(({ root }) => root.node)
    .find((node) => node && node.start <= comment.start && comment.end <= node.end);
  const covers = { start: object?.start ?? 0, end: object?.end ?? source.length };
  return foreign(comment, { id: `checkov:${mark[1]}`, reason: mark[2]?.trim() || undefined, covers });
}

function kicsIgnores(tree: Tree, source: string, comment: Comment): readonly Directive[] {
  const scope = /^#\s*kics-scan\s+ignore-(line|block)\b/.exec(comment.text)?.[1];
  if (!scope) return [];
  const below = targetBelow(tree, source, comment.end);
  return foreign(comment, { id: "kics:*", covers: scope === "block" || !below ? below : lineOf(source, below.start) });
}

/** The annotations of kube-linter, kube-score, Checkov and Polaris, on an object or its pod template. */
export function foreignAnnotations(resources: readonly Resource[], podSources: PodSources | undefined): readonly Directive[] {
  return annotationsOf(resources, podSources).flatMap((annotation) => readAnnotation(annotation));
}

function readAnnotation(annotation: Annotation): readonly Directive[] {
  const { key, text, field } = annotation;
  const skip = (id: string, reason?: string) =>
    directive(annotation, { rules: [{ id, span: field.key.site }], reason: reason?.trim() || undefined }, "foreign");
  const kubeLinter = /^ignore-check\.kube-linter\.io\/(.+)$/.exec(key)?.[1];
  if (kubeLinter) return [skip(`kube-linter:${kubeLinter}`, text)];
  if (key === "kube-linter.io/ignore-all") return [skip("kube-linter:*", text)];
  if (key === "kube-score/ignore")
    return splitList(text).map((id) =>
      directive(annotation, { rules: [{ id: `kube-score:${id}`, span: spanOf(field, id) }], reason: undefined }, "foreign"),
    );
  if (/^checkov\.io\/skip\d+$/.test(key)) {
    const [, id, reason] = /^\s*([\w-]+)\s*(?:=(.*))?$/s.exec(text) ?? [];
    return id ? [skip(`checkov:${id}`, reason)] : [];
  }
  const polaris = /^polaris\.fairwinds\.com\/(?:(.+)-)?exempt$/.exec(key);
  return polaris && text === "true" ? [skip(`polaris:${polaris[1] ?? "*"}`)] : [];
}
