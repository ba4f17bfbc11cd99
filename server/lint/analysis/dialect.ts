import type { TypeMeta } from "../../kube/resource.ts";
import type { Change } from "../../text/change.ts";
import type { Span } from "../../text/span.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { cut, recut, type Splice } from "../../yaml/parser/slice.ts";
import { isTemplate } from "../../yaml/template/braces.ts";
import { cutTemplate, parseTemplate, type Renderings, renderingsOf } from "../../yaml/template/template.ts";
import { openTree } from "../../yaml/tree/open.ts";
import type { Tree } from "../../yaml/tree/tree.ts";

/**
 * What a file is by its place, where that decides how it is read. `template`: below a chart, or of a template language. `patch`: part of objects
 * that are complete only elsewhere. `assertion`: such parts that a test compares with what is in the cluster. `kustomization`: one, even if it does not say so. `data`: no manifest (values of a chart, and the like), so not
 * linted.
 */
export type FileRole = "template" | "patch" | "assertion" | "kustomization" | "data";

export type DialectName = "yaml" | "template" | "patch" | "assertion" | "kustomization";

/** How a text is read: cut into documents, and each of them parsed. */
export interface Dialect {
  readonly name: DialectName;
  cut(text: string): readonly Span[];
  /** `cut(text)` by what an older text was cut into; absent where a change in one place can move the others' boundaries. */
  recut?(text: string, slices: readonly Span[], change: Change): Splice;
  parse(text: string, from: number, to: number): Tree;
  /** Other trees of a document that was parsed: what it may come to. Absent where it is what it says. */
  renderings?(tree: Tree): Renderings;
  /** What a document is that does not say it itself. */
  readonly implied?: TypeMeta;
}

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  yaml: { name: "yaml", cut, recut, parse },
  template: { name: "template", cut: cutTemplate, parse: parseTemplate, renderings: renderingsOf },
  patch: { name: "patch", cut, recut, parse: parsePart },
  assertion: { name: "assertion", cut, recut, parse: parsePart },
  kustomization: {
    name: "kustomization",
    cut,
    recut,
    parse,
    implied: { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization" },
  },
};

function parsePart(text: string, from: number, to: number): Tree {
  return openTree(parse(text, from, to));
}

/** Whether what a text holds are parts of objects, not objects to apply. */
export function holdsParts({ name }: Pick<Dialect, "name">): boolean {
  return name === "patch" || name === "assertion";
}

/** The dialect of a text. What stands in it counts beside its place: a template is one wherever it lies. */
export function dialectOf(text: string, role?: FileRole): Dialect {
  if (role === "template" || isTemplate(text)) return DIALECTS.template;
  return role === "patch" || role === "assertion" || role === "kustomization" ? DIALECTS[role] : DIALECTS.yaml;
}
