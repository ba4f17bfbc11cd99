import type { PodSources } from "../kube/pod.ts";
import type { Resource } from "../kube/resource.ts";
import type { Tree } from "../yaml/tree.ts";
import type { Directive } from "./directive.ts";
import { annotationDirectives } from "./directive-annotation.ts";
import { commentDirectives } from "./directive-comment.ts";
import { foreignAnnotations, foreignComments } from "./directive-foreign.ts";

/** The directives of a document: comments and annotations, our own and those of other tools. */
export function directivesOf(tree: Tree, resources: readonly Resource[], podSources?: PodSources): readonly Directive[] {
  const source = tree.text.slice(tree.from, tree.to);
  if (!MARKER.test(source)) return [];
  return [
    ...commentDirectives(tree),
    ...foreignComments(tree, resources),
    ...annotationDirectives(resources, podSources),
    ...foreignAnnotations(resources, podSources),
  ].sort((a, b) => a.span.start - b.span.start);
}

/** Most documents hold none of these, and cost no more than this search. */
const MARKER = /plimsoll[-.]|kube-linter\.io|kube-score\/|checkov[.:]|trivy:|polaris\.fairwinds|kics-scan/;
