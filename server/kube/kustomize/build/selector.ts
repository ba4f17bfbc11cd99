import { goPattern } from "../../../text/pattern.ts";
import type { Target } from "../kustomization.ts";
import { type BuiltResource, effectiveNamespace, type Identity, identify, original } from "./built-resource.ts";
import { find, nodeAt } from "./mutable.ts";
import type { ResMap } from "./res-map.ts";

/**
 * The objects that a target selects (kustomize, api/types/selector.go and api/resmap/reswrangler.go): group, version and kind match regular expressions as a
 * whole, so do name and namespace as they are or as they were, the labels and annotations match a selector. `undefined` if an expression or a selector is none.
 */
export function select(objects: ResMap, target: Target): readonly BuiltResource[] | undefined {
  const [group, version, kind, name, namespace] = [target.group, target.version, target.kind, target.name, target.namespace].map(
    pattern,
  );
  const labels = selector(target.labelSelector);
  const annotations = selector(target.annotationSelector);
  if (!group || !version || !kind || !name || !namespace || !labels || !annotations) return undefined;
  const candidates = isLiteral(target.name) ? objects.withName(target.name) : [...objects];
  return candidates.filter((item) => {
    const now = identify(item.root);
    if (!kind(now.kind) || !group(now.group) || !version(now.version)) return false;
    const before = original(item);
    return (
      (namespace(namespaceOf(before)) || namespace(namespaceOf(now))) &&
      (name(before.name) || name(now.name)) &&
      labels(valuesAt(item, "labels")) &&
      annotations(valuesAt(item, "annotations"))
    );
  });
}

/** The namespace that a target's expression is compared with (kyaml, resid.ResId.EffectiveNamespace). */
function namespaceOf(identity: Identity): string {
  return effectiveNamespace(identity) || "_non_namespaceable_";
}

/** Whether a pattern is a name, which can be looked up. */
function isLiteral(source: string | undefined): source is string {
  return source !== undefined && /^[\w-]+$/.test(source);
}

/** The value of a label or an annotation; `undefined` for one that is not there. */
type Values = (name: string) => string | undefined;

function valuesAt({ root }: BuiltResource, field: string): Values {
  return (name) => {
    const node = nodeAt(root, "metadata", field);
    const value = node?.kind === "mapping" ? find(node, name)?.value : undefined;
    return value?.kind === "scalar" ? String(value.value) : undefined;
  };
}

/** A regular expression of Go over a whole text. An empty one is as if it were not there. */
function pattern(source: string | undefined): ((text: string) => boolean) | undefined {
  if (source === undefined || source === "" || source === ".*") return () => true;
  if (isLiteral(source)) return (text) => text === source;
  return goPattern(`^(?:${source})$`);
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
      checks.push((values) => wanted.includes(values(name) ?? "\u0000") === (verb === "in"));
    } else if (equal) {
      const [, name = "", verb, wanted] = equal;
      checks.push((values) => (values(name) === wanted) === (verb !== "!="));
    } else if (exists) checks.push((values) => (values(exists[2] as string) !== undefined) === (exists[1] === ""));
    else return undefined;
  }
  return (values) => checks.every((check) => check(values));
}
