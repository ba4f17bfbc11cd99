import type { IndexedObject } from "./indexed-object.ts";
import type { ObjectIndex } from "./object-index.ts";
import type { Wanted } from "./reference.ts";

// What may make an object that no file defines: operators, policy engines, releases of charts, programs that are allowed to.

/** Whether an operator, a policy engine or a release of a chart may make what an object refers to. */
export function mayBeMade(index: ObjectIndex, from: IndexedObject, wanted: Wanted): boolean {
  return mayOperatorMake(index, from, wanted) || mayPolicyMake(index, from, wanted) || isOfUnnamedRelease(index, from, wanted);
}

/** Whether a custom resource beside it bears a name that is part of the wanted one: its operator may make the object. */
function mayOperatorMake(index: ObjectIndex, from: IndexedObject, { name, namespace }: Wanted): boolean {
  const mayMake = (custom: IndexedObject) =>
    custom !== from && mayShareCluster(from, custom) && custom.name.length > 1 && name.includes(custom.name);
  return index.customBeside(from).some(mayMake) || (namespace !== undefined && index.customInNamespace(namespace).some(mayMake));
}

/** Whether a policy engine makes objects of the kind whose names nobody can know. */
function mayPolicyMake(index: ObjectIndex, from: IndexedObject, { kind }: Wanted): boolean {
  return index
    .by(byGeneratedKind, kind)
    .some((one) => mayShareCluster(from, one) && one.provides.some((made) => made.kind === kind && made.name === ""));
}

/** Whether the configuration does not say that the two are in different clusters. */
function mayShareCluster(a: IndexedObject, b: IndexedObject): boolean {
  return a.environment === "" || b.environment === "" || a.environment === b.environment;
}

/** Whether a policy engine that may be that of the object's cluster makes objects of a kind in other namespaces than its own (Kyverno, Capsule). */
export function isGenerated(index: ObjectIndex, object: IndexedObject, kind: string): boolean {
  return index.by(byGeneratedKind, kind).some((one) => mayShareCluster(object, one));
}

function byGeneratedKind({ group, kind, provides }: IndexedObject): readonly string[] | undefined {
  const isPolicy = (group === "kyverno.io" && kind === "ClusterPolicy") || group === "capsule.clastix.io";
  return isPolicy && provides.length > 0 ? [...new Set(provides.map((one) => one.kind))] : undefined;
}

/**
 * Whether it may come of a chart of which nothing says under which name it is installed: then the names of its objects begin with one that stands for any
 * (`helm template`). Where the release has the name of the chart, most charts say it once.
 */
function isOfUnnamedRelease(index: ObjectIndex, from: IndexedObject, { kind, name }: Wanted): boolean {
  const isIt = (one: Pick<IndexedObject, "kind" | "name">) =>
    one.kind === kind && isUnnamed(one) && `-${name}`.endsWith(one.name.slice(UNNAMED.length));
  return index
    .by(byUnnamedRelease, kind)
    .some(
      (object) => object.scope !== from.scope && mayShareCluster(from, object) && (isIt(object) || object.provides.some(isIt)),
    );
}

function byUnnamedRelease(object: IndexedObject): readonly string[] | undefined {
  if (!object.built) return undefined;
  const named = [object, ...object.provides].filter(isUnnamed);
  return named.length === 0 ? undefined : [...new Set(named.map(({ kind }) => kind))];
}

const UNNAMED = "release-name";

function isUnnamed({ name }: Pick<IndexedObject, "name">): boolean {
  return name.startsWith(UNNAMED);
}

/** Whether a role that stands beside it lets something create objects of the kind while it runs. */
export function maySomebodyCreate(index: ObjectIndex, from: IndexedObject, kind: string): boolean {
  const resource = `${kind.toLowerCase()}s`;
  return ["Role", "ClusterRole"].some((role) =>
    index
      .kindBeside(from, role)
      .some(({ grants }) =>
        grants.some(
          ({ resources, verbs }) =>
            (resources.includes(resource) || resources.includes("*")) && (verbs.includes("create") || verbs.includes("*")),
        ),
      ),
  );
}
