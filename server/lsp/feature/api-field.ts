import { resourcesOf } from "../../kube/resource.ts";
import { type Kind, kindAt } from "../../kube/schema/kinds.ts";
import { dialectOf } from "../../lint/analysis/dialect.ts";
import type { Span } from "../../text/span.ts";
import type { Path } from "../../yaml/tree/field.ts";
import type { Tree } from "../../yaml/tree/tree.ts";

/** The document in a text that an offset stands in. */
export interface DocumentAt {
  readonly tree: Tree;
  readonly span: Span;
}

export function documentAt(text: string, offset: number): DocumentAt | undefined {
  const dialect = dialectOf(text);
  const span = dialect.cut(text).find(({ start, end }) => start <= offset && offset <= end);
  return span && { tree: dialect.parse(text, span.start, span.end), span };
}

/** The object of a built-in kind that a path of the document leads into, with the rest of the path; `undefined` if there is none. */
export function objectAt(tree: Tree, path: Path): { readonly kind: Kind; readonly path: Path } | undefined {
  for (const { root, apiVersion, kind } of resourcesOf(tree)) {
    const known = kindAt(apiVersion, kind);
    if (known && root.path.every((segment, i) => segment === path[i])) return { kind: known, path: path.slice(root.path.length) };
  }
  return undefined;
}
