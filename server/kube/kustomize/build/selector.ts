import type { Target } from "../kustomization.ts";
import { type BuiltResource, type Identity, identify, original } from "./built-resource.ts";
import { nodeAt } from "./mutable.ts";
import type { ResMap } from "./res-map.ts";

/**
 * The objects that a target selects (kustomize, api/types/selector.go and api/resmap/reswrangler.go): group, version and kind are equal,
 * name and namespace match a regular expression as a whole, the labels and annotations match a selector. `undefined` if an expression is
 * of a form that is not understood here.
 */
export function select(objects: ResMap, target: Target): readonly BuiltResource[] | undefined {
  const name = pattern(target.name);
  const namespace = pattern(target.namespace);
  const labels = selector(target.labelSelector);
  const annotations = selector(target.annotationSelector);
  if (!name || !namespace || !labels || !annotations) return undefined;
  const fits = (identity: Identity) =>
    name(identity.name) &&
    namespace(identity.namespace) &&
    (target.group === undefined || target.group === identity.group) &&
    (target.version === undefined || target.version === identity.version) &&
    (target.kind === undefined || target.kind === identity.kind);
  const candidates = isLiteral(target.name) ? objects.withName(target.name) : [...objects];
  return candidates.filter(
    (item) =>
      (fits(original(item)) || fits(identify(item.root)) || item.previous.some(fits)) &&
      labels(valuesAt(item, "labels")) &&
      annotations(valuesAt(item, "annotations")),
  );
}

/** Whether a pattern is a name, which can be looked up. */
function isLiteral(source: string | undefined): source is string {
  return source !== undefined && /^[\w-]+$/.test(source);
}

type Values = ReadonlyMap<string, string>;

function valuesAt({ root }: BuiltResource, field: string): Values {
  const node = nodeAt(root, "metadata", field);
  const entries = node?.kind === "mapping" ? node.entries : [];
  return new Map(entries.flatMap(({ name, value }) => (value.kind === "scalar" ? [[name, String(value.value)]] : [])));
}

/**
 * A regular expression over a whole name. Only alternatives of literal text, `.` and `.*` are understood: that is what people write, and
 * nothing else of an unknown author's is run.
 */
function pattern(source: string | undefined): ((text: string) => boolean) | undefined {
  if (source === undefined) return () => true;
  const bare = source.replace(/^\^/, "").replace(/\$$/, "");
  const group = /^\(([^()]*)\)$/.exec(bare);
  const alternatives = (group ? (group[1] as string) : bare).split("|");
  if (!alternatives.every((part) => /^(?:[\w/:-]|\.[*+]?|\\[.-])*$/.test(part))) return undefined;
  const expressions = alternatives.map((part) => new RegExp(`^${part.replaceAll(/(?:\.\*)+/g, ".*")}$`));
  return (text) => expressions.some((expression) => expression.test(text));
}

/** A label selector as kubectl takes it: `a=b, c!=d, e, !f, g in (h, i), j notin (k)`. */
function selector(source: string | undefined): ((values: Values) => boolean) | undefined {
  if (source === undefined) return () => true;
  const checks: ((values: Values) => boolean)[] = [];
  for (const part of source.split(/,(?![^(]*\))/)) {
    const set = /^\s*([^\s!=(),]+)\s+(in|notin)\s*\(([^()]*)\)\s*$/.exec(part);
    const equal = /^\s*([^\s!=(),]+)\s*(==?|!=)\s*([^\s!=(),]*)\s*$/.exec(part);
    const exists = /^\s*(!?)\s*([^\s!=(),]+)\s*$/.exec(part);
    if (set) {
      const [, name = "", verb, list = ""] = set;
      const wanted = list.split(",").map((value) => value.trim());
      checks.push((values) => wanted.includes(values.get(name) ?? "\u0000") === (verb === "in"));
    } else if (equal) {
      const [, name = "", verb, wanted] = equal;
      checks.push((values) => (values.get(name) === wanted) === (verb !== "!="));
    } else if (exists) checks.push((values) => values.has(exists[2] as string) === (exists[1] === ""));
    else return undefined;
  }
  return (values) => checks.every((check) => check(values));
}
