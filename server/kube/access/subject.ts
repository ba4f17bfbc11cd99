// Who a binding is for (kubernetes: pkg/registry/rbac/validation/rule.go appliesToUser; staging/src/k8s.io/apiserver/pkg/authentication/user).

/** A subject of a binding, or somebody who sends requests. */
export interface Subject {
  readonly kind: "User" | "Group" | "ServiceAccount";
  /** Of a ServiceAccount; `undefined` where nothing says it: the namespace that it is applied to. */
  readonly namespace: string | undefined;
  readonly name: string;
}

const ACCOUNT = "system:serviceaccount:";
const ACCOUNTS = "system:serviceaccounts";

/** The subject as requests know it: a user by the name of a service account is that account. */
export function canonical({ kind, namespace, name }: Subject): Subject {
  if (kind !== "User" || !name.startsWith(ACCOUNT))
    return { kind, namespace: kind === "ServiceAccount" ? namespace : undefined, name };
  const [own, account, ...more] = name.slice(ACCOUNT.length).split(":");
  return own && account && more.length === 0
    ? { kind: "ServiceAccount", namespace: own, name: account }
    : { kind, namespace: undefined, name };
}

/** The groups that a request of the subject is in for certain. */
export function groupsOf({ kind, namespace, name }: Subject): readonly string[] {
  switch (kind) {
    case "ServiceAccount":
      return [ACCOUNTS, ...(namespace === undefined ? [] : [`${ACCOUNTS}:${namespace}`]), "system:authenticated"];
    case "User":
      return [name === "system:anonymous" ? "system:unauthenticated" : "system:authenticated"];
    case "Group":
      return name === "system:unauthenticated" || name === "system:authenticated" ? [name] : [name, "system:authenticated"];
  }
}

/** Whether a subject that a binding names takes in the one who asks. Where a namespace is not said, it may be any. */
export function takesIn(named: Subject, asking: Subject): boolean {
  const subject = canonical(named);
  if (subject.kind === "Group") return isInGroup(subject.name, asking);
  return subject.kind === asking.kind && subject.name === asking.name && mayBeSame(subject.namespace, asking.namespace);
}

function isInGroup(group: string, asking: Subject): boolean {
  if (groupsOf(asking).includes(group)) return true;
  return asking.kind === "ServiceAccount" && asking.namespace === undefined && group.startsWith(`${ACCOUNTS}:`);
}

function mayBeSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** What tells subjects apart. */
export function keyOf({ kind, namespace, name }: Subject): string {
  return `${kind} ${namespace ?? ""}/${name}`;
}
