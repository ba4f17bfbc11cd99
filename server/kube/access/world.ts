import type { Labels } from "../labels.ts";
import { type Binding, counts, type Grant, isFor, roleOf } from "./binding.ts";
import { allows, type Request } from "./permission.ts";
import { type Granted, grantedBy, type Role, type Roles } from "./role.ts";
import { canonical, groupsOf, keyOf, type Subject } from "./subject.ts";

/** A workload with the account that its pods run as. */
export interface AccountUser<At = unknown> {
  readonly account: Subject;
  readonly at: At;
}

/** All that is known of who may do what. */
export interface World<At> {
  readonly roles: Roles<At>;
  readonly bindings: readonly Binding<At>[];
  /** Those that are declared, run something, or are named in a binding; each once. */
  readonly subjects: readonly Subject[];
  readonly workloads: readonly AccountUser<At>[];
  /** What a subject is given, by whichever binding, to it or to a group that it is in. */
  grantsTo(subject: Subject): readonly Grant<At>[];
  /** What the role of a binding grants. */
  grantedIn(binding: Binding<At>): readonly Granted<At>[];
}

/** Puts objects in order so that each question costs what its answer holds. */
export function worldOf<At>(
  roles: readonly Role<At>[],
  bindings: readonly Binding<At>[],
  accounts: readonly Subject[],
  workloads: readonly AccountUser<At>[],
): World<At> {
  const byName = rolesOf(roles);
  const granted = new Map<Role<At>, readonly Granted<At>[]>();
  const grantedIn = (binding: Binding<At>): readonly Granted<At>[] => {
    const role = roleOf(binding, byName);
    if (!role) return [];
    const known = granted.get(role) ?? grantedBy(role, byName);
    granted.set(role, known);
    return known;
  };
  const bySubject = new Map<string, Set<Binding<At>>>();
  for (const binding of bindings)
    for (const subject of binding.subjects) for (const key of keysOf(canonical(subject))) add(bySubject, key, binding);
  const grantsTo = (subject: Subject): readonly Grant<At>[] => {
    const candidates = new Set(askedBy(subject).flatMap((key) => [...(bySubject.get(key) ?? [])]));
    return [...candidates]
      .filter((binding) => isFor(binding, subject))
      .flatMap((binding) =>
        grantedIn(binding)
          .filter(({ permission }) => counts(permission, binding))
          .map((one) => ({ ...one, binding })),
      );
  };
  const named = bindings.flatMap((binding) => binding.subjects.map(canonical));
  const subjects = unique([...accounts, ...workloads.map(({ account }) => account), ...named]);
  return { roles: byName, bindings, subjects, workloads, grantsTo, grantedIn };
}

/** The bindings whose role allows a request where they count, each with what allows it. Without a namespace: wherever they count. */
export function grantsFor<At>(world: World<At>, request: Request, namespace: string | undefined): readonly Grant<At>[] {
  return world.bindings.flatMap((binding) => {
    if (binding.kind === "RoleBinding" && namespace !== undefined && (binding.namespace ?? namespace) !== namespace) return [];
    if (binding.kind === "RoleBinding" && "path" in request) return [];
    return world
      .grantedIn(binding)
      .filter(({ permission }) => allows(permission, request))
      .map((one) => ({ ...one, binding }));
  });
}

function rolesOf<At>(all: readonly Role<At>[]): Roles<At> {
  const named = new Map<string, Set<Role<At>>>();
  const labelled = new Map<string, Set<Role<At>>>();
  const cluster = all.filter(({ kind }) => kind === "ClusterRole");
  for (const role of all) add(named, `${role.kind} ${role.name}`, role);
  for (const role of cluster) for (const [key, value] of Object.entries(role.labels)) add(labelled, `${key}=${value}`, role);
  return {
    named: (kind, name) => [...(named.get(`${kind} ${name}`) ?? [])],
    labelled: (labels: Labels) => {
      const [first] = Object.entries(labels);
      return first ? [...(labelled.get(`${first[0]}=${first[1]}`) ?? [])] : cluster;
    },
  };
}

const ANY_ACCOUNTS = "Group system:serviceaccounts:";

/** The keys under which a binding to the subject is found. */
function keysOf({ kind, name }: Subject): readonly string[] {
  const key = `${kind} ${name}`;
  return key.startsWith(ANY_ACCOUNTS) ? [key, ANY_ACCOUNTS] : [key];
}

/** The keys of the subjects that may take in the one who asks. */
function askedBy(subject: Subject): readonly string[] {
  const { kind, namespace, name } = canonical(subject);
  const anywhere = kind === "ServiceAccount" && namespace === undefined;
  return [`${kind} ${name}`, ...groupsOf(subject).map((group) => `Group ${group}`), ...(anywhere ? [ANY_ACCOUNTS] : [])];
}

function add<T>(map: Map<string, Set<T>>, key: string, one: T): void {
  const known = map.get(key);
  if (known) known.add(one);
  else map.set(key, new Set([one]));
}

function unique(subjects: readonly Subject[]): readonly Subject[] {
  return [...new Map(subjects.map((subject) => [keyOf(subject), subject])).values()];
}
