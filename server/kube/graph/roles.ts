import { NONE } from "../../text/none.ts";
import { type Binding, type Grant, grantsOf } from "../access/binding.ts";
import type { Role, Roles } from "../access/role.ts";
import { canonical, type Subject } from "../access/subject.ts";
import { type IndexedObject, probableSet } from "../facts/indexed-object.ts";
import type { ObjectIndex } from "../facts/object-index.ts";
import { RBAC_GROUP } from "../rbac.ts";
import { mayMeet, meant } from "./meant.ts";

/** A Role or ClusterRole as plain data; `undefined` for another object. */
export function roleIn(object: IndexedObject): Role<IndexedObject> | undefined {
  const { group, kind, name, namespace, labels, grants, selectors } = object;
  if (group !== RBAC_GROUP || (kind !== "Role" && kind !== "ClusterRole")) return undefined;
  const aggregates = kind === "ClusterRole" ? selectors.filter((selector) => selector.kind === "ClusterRole") : NONE;
  return {
    kind,
    name,
    namespace: kind === "Role" ? namespace : undefined,
    labels,
    permissions: grants,
    aggregates: aggregates.length > 0 ? aggregates : undefined,
    at: object,
  };
}

/** A RoleBinding or ClusterRoleBinding as plain data; `undefined` for another object, and where the role cannot be known. */
export function bindingIn(object: IndexedObject): Binding<IndexedObject> | undefined {
  const { group, kind, name, namespace, references, subjects } = object;
  if (group !== RBAC_GROUP || (kind !== "RoleBinding" && kind !== "ClusterRoleBinding")) return undefined;
  const role = references.find(({ field }) => field === "roleRef");
  if (role?.kind !== "Role" && role?.kind !== "ClusterRole") return undefined;
  return {
    kind,
    name,
    namespace: kind === "RoleBinding" ? namespace : undefined,
    role: { kind: role.kind, name: role.name },
    subjects: subjects.flatMap(subjectOf),
    at: object,
  };
}

function subjectOf({ kind, name, namespace }: IndexedObject["subjects"][number]): readonly Subject[] {
  return kind === "ServiceAccount" || kind === "User" || kind === "Group" ? [{ kind, name, namespace }] : NONE;
}

/** What the role of a binding grants, where the role is known. */
export function grantsBy(index: ObjectIndex, object: IndexedObject): readonly Grant<IndexedObject>[] {
  const binding = bindingIn(object);
  return binding ? grantsOf(binding, rolesFor(index, object)) : NONE;
}

/** The bindings for an account that are deployed beside an object; they are the same for every object of its namespace there. */
export function bindingsBeside(index: ObjectIndex, object: IndexedObject, account: string): readonly IndexedObject[] {
  const { namespace } = object;
  const set = probableSet(object);
  if (namespace === undefined) return index.by(bindingsByAccount, `${set}\u0000${account}`);
  const unsaid = index.by(bindingsByAccount, `${set}\u0000/${account}`);
  const named = index.by(bindingsByAccount, `${set}\u0000${namespace}/${account}`);
  return unsaid.length === 0 ? named : [...named, ...unsaid];
}

/** The bindings for an account that are deployed elsewhere, and may still meet the object. */
export function bindingsElsewhere(index: ObjectIndex, object: IndexedObject, account: string): readonly IndexedObject[] {
  const { namespace } = object;
  if (namespace === undefined) return NONE;
  const all = index.by(bindingsByAccount, `${namespace}/${account}`);
  const set = probableSet(object);
  if (all.length === index.by(bindingsByAccount, `${set}\u0000${namespace}/${account}`).length) return NONE;
  return all.filter((binding) => probableSet(binding) !== set && mayMeet(index, object, binding));
}

/** The roles that a binding may mean, where it is deployed. */
function rolesFor(index: ObjectIndex, object: IndexedObject): Roles<IndexedObject> {
  return {
    named: (kind, name) => read(meant(index, object, { group: RBAC_GROUP, kind, name, namespace: object.namespace })),
    labelled: (labels) => {
      const [first] = Object.entries(labels);
      const found = index.by(clusterRolesByLabel, first ? `${first[0]}=${first[1]}` : ANY_LABELS);
      return read(found.filter((role) => mayMeet(index, object, role)));
    },
  };
}

function read(objects: readonly IndexedObject[]): readonly Role<IndexedObject>[] {
  return objects.flatMap((object) => roleIn(object) ?? NONE);
}

const ANY_LABELS = "*";

const clusterRolesByLabel = ({ group, kind, labels }: IndexedObject) =>
  group === RBAC_GROUP && kind === "ClusterRole"
    ? [ANY_LABELS, ...Object.entries(labels).map(([key, value]) => `${key}=${value}`)]
    : undefined;

/** By account with its namespace; and by account in the set that the binding is probably deployed in, with a slash where no namespace is said. */
function bindingsByAccount(object: IndexedObject): readonly string[] | undefined {
  const binding = bindingIn(object);
  if (!binding) return undefined;
  const set = probableSet(object);
  const accounts = binding.subjects.map(canonical).filter(({ kind }) => kind === "ServiceAccount");
  const keys = accounts.flatMap(({ name, namespace }) =>
    namespace === undefined
      ? [`${set}\u0000${name}`, `${set}\u0000/${name}`]
      : [`${set}\u0000${name}`, `${set}\u0000${namespace}/${name}`, `${namespace}/${name}`],
  );
  return [...new Set(keys)];
}
