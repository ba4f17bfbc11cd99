import type { PodSources } from "../../kube/pod.ts";
import type { Resource } from "../../kube/resource.ts";
import { NONE } from "../../text/none.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import { annotationDirectives } from "./annotation.ts";
import { commentDirectives } from "./comment.ts";
import type { Directive } from "./directive.ts";
import { foreignAnnotations, foreignComments } from "./foreign.ts";

/** The directives of a document: comments and annotations, our own and those of other tools. */
export function directivesOf(tree: Tree, resources: readonly Resource[], podSources?: PodSources): readonly Directive[] {
  if (!hasMarker(tree)) return NONE;
  return [
    ...commentDirectives(tree),
    ...foreignComments(tree, resources),
    ...annotationDirectives(resources, podSources),
    ...foreignAnnotations(resources, podSources),
  ].sort((a, b) => a.span.start - b.span.start);
}

/** Whether a marker may stand in a text, ours or another tool's. */
export function mayHoldMarker(text: string): boolean {
  return MARKER.test(text);
}

/** Most documents hold none, and cost no more than this: few have comments that matter, and some annotations. */
function hasMarker(tree: Tree): boolean {
  if (tree.comments.some(({ text }) => mayHoldMarker(text))) return true;
  const source = tree.text.slice(tree.from, tree.to);
  return source.includes("annotations") && mayHoldMarker(source);
}

const MARKER =
  /plimsoll[-.]|kube-linter\.io|kube-score\/|checkov[.:]|(?:bridgecrew|cortex):skip|(?:trivy|tfsec):|polaris\.fairwinds|kics-scan/;
