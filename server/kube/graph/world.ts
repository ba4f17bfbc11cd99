import { NONE } from "../../text/none.ts";
import { canonical, type Subject } from "../access/subject.ts";
import { type AccountUser, type World, worldOf } from "../access/world.ts";
import type { IndexedObject } from "../facts/indexed-object.ts";
import { type NamespaceLabels, namespaceLabels } from "../network/traffic.ts";
import { bindingIn, roleIn } from "./roles.ts";

/** Who may do what, by all roles, bindings, accounts and workloads among the objects. */
export function accessWorld(objects: readonly IndexedObject[]): World<IndexedObject> {
  const bindings = objects.flatMap((object) => bindingIn(object) ?? NONE);
  const accounts = objects.flatMap(({ group, kind, namespace, name }): readonly Subject[] =>
    group === "" && kind === "ServiceAccount" && name !== "" ? [{ kind, namespace, name }] : NONE,
  );
  const workloads = objects.flatMap((object): readonly AccountUser<IndexedObject>[] => {
    const name = object.kind === "PodTemplate" ? undefined : object.pods[0]?.serviceAccount;
    return name ? [{ account: { kind: "ServiceAccount", namespace: object.namespace, name }, at: object }] : NONE;
  });
  const subjects = [...accounts, ...workloads.map(({ account }) => account), ...bindings.flatMap((one) => one.subjects)];
  const settle = settler(subjects.map(canonical));
  return worldOf(
    objects.flatMap((object) => roleIn(object) ?? NONE),
    bindings.map((binding) => ({ ...binding, subjects: binding.subjects.map(settle) })),
    accounts.map(settle),
    workloads.map(({ account, at }) => ({ account: settle(account), at })),
  );
}

/** Gives accounts whose namespace nothing says the one that others of the name are in, where that is one: mostly, all of them are applied to it. */
function settler(subjects: readonly Subject[]): (subject: Subject) => Subject {
  const namespaces = new Map<string, Set<string>>();
  for (const { kind, namespace, name } of subjects)
    if (kind === "ServiceAccount" && namespace !== undefined)
      namespaces.set(name, (namespaces.get(name) ?? new Set()).add(namespace));
  return (subject) => {
    const one = canonical(subject);
    const known = one.kind === "ServiceAccount" && one.namespace === undefined ? namespaces.get(one.name) : undefined;
    const [namespace, ...others] = known ?? [];
    return namespace !== undefined && others.length === 0 ? { ...one, namespace } : one;
  };
}

/** The labels of namespaces, by the Namespace objects among the objects. */
export function namespacesOf(objects: readonly IndexedObject[]): NamespaceLabels {
  const known = new Map(
    objects.filter(({ group, kind }) => group === "" && kind === "Namespace").map(({ name, labels }) => [name, labels]),
  );
  return (name) => namespaceLabels(name, known.get(name ?? "") ?? {});
}
