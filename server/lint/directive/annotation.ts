import { type PodSources, podOf } from "../../kube/pod.ts";
import type { Resource } from "../../kube/resource.ts";
import { firstLine, type Span } from "../../text/span.ts";
import type { Field } from "../../yaml/tree/field.ts";
import { readReason } from "./comment.ts";
import type { Directive, DirectiveRule } from "./directive.ts";

/** The domain of our annotations. */
export const ANNOTATION = "plimsoll.dev/ignore";

/** An annotation of an object or of its pod template. */
export interface Annotation {
  readonly key: string;
  /** Its value as text; `""` where there is none. */
  readonly text: string;
  readonly field: Field;
  /** The object: what its annotations speak of, whichever of its two metadata they stand in. */
  readonly object: Span;
}

/** The annotations of the objects and of their pod templates. */
export function annotationsOf(resources: readonly Resource[], podSources: PodSources | undefined): readonly Annotation[] {
  return resources.flatMap((resource) => {
    const own = resource.at("metadata", "annotations");
    const template = podOf(resource, podSources)?.metadata.at("annotations");
    const fields = template && template.path.join() !== own.path.join() ? [own, template] : [own];
    const object = resource.root.node;
    if (!object) return [];
    return fields.flatMap((field) =>
      field.entries().map(([key, value]) => ({ key, text: String(value.raw ?? ""), field: value, object })),
    );
  });
}

/**
 * Our annotations: `plimsoll.dev/ignore: "id, id"`, `plimsoll.dev/ignore.ID: reason` and, for one container,
 * `plimsoll.dev/ignore-container.NAME: "id=reason, id"`. In a list an id may have a reason behind `=`, `*` is every rule, and a reason may hold
 * `expires=YYYY-MM-DD`.
 */
export function annotationDirectives(resources: readonly Resource[], podSources: PodSources | undefined): readonly Directive[] {
  return annotationsOf(resources, podSources).flatMap((annotation): readonly Directive[] => {
    const { key } = annotation;
    if (!key.startsWith(ANNOTATION)) return [];
    const rest = key.slice(ANNOTATION.length);
    if (rest === "") return listed(annotation, undefined);
    if (rest.startsWith("-container.")) return listed(annotation, rest.slice("-container.".length));
    if (rest.startsWith(".")) return [named(annotation, rest.slice(1))];
    const advice = `it can be ${ANNOTATION}, ${ANNOTATION}.RULE or ${ANNOTATION}-container.NAME.`;
    return [directive(annotation, { rules: [], reason: undefined, problem: `There is no annotation "${key}"; ${advice}` })];
  });
}

/** `ignore.ID: reason`. */
function named(annotation: Annotation, id: string): Directive {
  const { tree, key } = annotation.field;
  const { start, end } = key.site;
  const at = tree.text.slice(tree.from + start, tree.from + end).lastIndexOf(id);
  const span = at < 0 ? key.site : { start: start + at, end: start + at + id.length };
  return directive(annotation, { rules: [{ id, span }], ...readReason(annotation.text) });
}

/** `id=reason, id`: one directive for each, since each has its own reason. */
function listed(annotation: Annotation, container: string | undefined): readonly Directive[] {
  const items = splitList(annotation.text);
  return (items.length > 0 ? items : [""]).map((item) => {
    const equals = item.indexOf("=");
    const id = (equals < 0 ? item : item.slice(0, equals)).trim();
    if (id === "")
      return directive(annotation, { rules: [], reason: undefined, problem: 'No rule is named; write "*" for every rule.' });
    const rules = id === "*" ? undefined : [{ id, span: spanOf(annotation.field, id) }];
    return directive(annotation, { rules, ...readReason(equals < 0 ? "" : item.slice(equals + 1)), container });
  });
}

/** At commas; where ids have reasons, a comma only counts if another `id=` or the end of the list follows, so that reasons may hold commas. */
export function splitList(text: string): readonly string[] {
  const comma = /=(?!\d{4}-)/.test(text) ? /,(?=\s*(?!expires=)[\w.*-]+\s*(?:=|,|$))/ : /,/;
  return text.split(comma).flatMap((item) => (item.trim() ? [item.trim()] : []));
}

/** Where a word stands in a scalar; the scalar's first line if it is not written there as such. */
export function spanOf(field: Field, word: string): Span {
  const node = field.node;
  const at = node?.kind === "scalar" && field.origin === "own" ? node.source.search(wordPattern(word)) : -1;
  if (!node || at < 0) return field.site;
  return firstLine(field.tree.text.slice(field.tree.from, field.tree.to), {
    start: node.start + at,
    end: node.start + at + word.length,
  });
}

function wordPattern(word: string): RegExp {
  return new RegExp(`(?<![\\w-])${word.replace(/[^\w-]/g, "\\$&")}(?![\\w-])`);
}

interface Said {
  readonly rules: readonly DirectiveRule[] | undefined;
  readonly reason: string | undefined;
  readonly expires?: string | undefined;
  readonly container?: string | undefined;
  readonly problem?: string | undefined;
}

/** A directive that stands in an annotation and covers its object. */
export function directive(annotation: Annotation, said: Said, form: "annotation" | "foreign" = "annotation"): Directive {
  const { start, end } = annotation.object;
  return {
    kind: "annotation",
    form,
    span: annotation.field.key.site,
    rules: said.rules,
    reason: said.reason,
    expires: said.expires,
    covers: { start, end },
    ...(said.container === undefined ? {} : { container: said.container }),
    ...(said.problem === undefined ? {} : { problem: said.problem }),
    ...(annotation.field.origin === "own" ? { removal: { path: annotation.field.path } } : {}),
  };
}
