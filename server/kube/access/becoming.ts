import type { Access } from "../rbac.ts";
import type { Grant } from "./binding.ts";
import { type Permission, permits } from "./permission.ts";
import { STEPS, type Step } from "./step.table.ts";
import { canonical, keyOf, type Subject } from "./subject.ts";
import type { World } from "./world.ts";

/** One step of a way: who takes it, what it is, and what grants it. */
export interface Hop<At> {
  readonly as: Subject;
  readonly step: Step;
  readonly grant: Grant<At>;
}

/** What a subject could become: another subject, or the holder of a right. */
export interface Becoming<At> {
  readonly subject: Subject | undefined;
  readonly right: string | undefined;
  /** Where a right holds; `undefined` for the whole cluster, and for a namespace that nothing says. */
  readonly namespace: string | undefined;
  /** From the one who was asked about, step by step. */
  readonly way: readonly Hop<At>[];
}

/**
 * What a subject could become step by step, the shortest ways first. The one who is asked about is shown with every step to others; behind that each is
 * reached once.
 */
export function becomings<At>(start: Subject, world: World<At>): readonly Becoming<At>[] {
  const found: Becoming<At>[] = [];
  const pool = new Pool(world, start);
  const rights = new Set<string>();
  const queue: { readonly subject: Subject; readonly way: readonly Hop<At>[] }[] = [{ subject: canonical(start), way: [] }];
  for (let i = 0; i < queue.length; i++) {
    const { subject: as, way } = queue[i] as (typeof queue)[number];
    for (const { step, grant } of stepsOf(world.grantsTo(as))) {
      const through = [...way, { as, step, grant }];
      const namespace = placeOf(grant);
      const right = `${step.by} ${namespace ?? ""} ${grant.binding.kind}`;
      if (step.right && !rights.has(right)) {
        rights.add(right);
        found.push({ subject: undefined, right: step.right, namespace, way: through });
      }
      for (const subject of way.length === 0 ? pool.reached(step, grant) : pool.taken(step, grant)) {
        if (pool.take(subject)) queue.push({ subject, way: through });
        found.push({ subject, right: undefined, namespace: undefined, way: through });
      }
    }
  }
  return found;
}

/** The steps that somebody with these grants can take, each by the grants that allow it. */
function stepsOf<At>(grants: readonly Grant<At>[]): readonly { readonly step: Step; readonly grant: Grant<At> }[] {
  return STEPS.flatMap((step) =>
    grants
      .filter(
        (grant) =>
          isAllowed(step, grant) && (step.needs ?? []).every((needed) => grants.some((other) => helps(other, needed, grant))),
      )
      .map((grant) => ({ step, grant })),
  );
}

function isAllowed(step: Step, { permission, binding }: Pick<Grant<unknown>, "permission" | "binding">): boolean {
  if (step.cluster && binding.kind === "RoleBinding") return false;
  return isStep(step, permission);
}

/** Whether a permission allows a step, to some object at least. */
export function isStep({ access, unnamed }: Step, permission: Permission): boolean {
  return !(unnamed && permission.named) && access.some((one) => permits(permission, one));
}

/** Whether another grant gives what a step needs beside, where the step is taken. */
function helps({ permission, binding }: Grant<unknown>, needed: Access, { binding: own }: Grant<unknown>): boolean {
  const isThere = binding.kind === "ClusterRoleBinding" || (own.kind === "RoleBinding" && binding.namespace === own.namespace);
  return isThere && permits(permission, needed);
}

/** The namespace in which a grant counts. */
export function placeOf({ binding }: Pick<Grant<unknown>, "binding">): string | undefined {
  return binding.kind === "RoleBinding" ? binding.namespace : undefined;
}

/** The subjects that have not been reached, so that each is looked at once. */
class Pool<At> {
  readonly #known = new Map<string, Subject>();
  readonly #running = new Set<string>();
  readonly #left: Map<string, Map<string, Subject>> = new Map();

  constructor({ subjects, workloads }: World<At>, start: Subject) {
    const own = keyOf(canonical(start));
    for (const { account } of workloads) this.#running.add(keyOf(account));
    for (const subject of subjects) {
      const key = keyOf(subject);
      if (key === own) continue;
      this.#known.set(key, subject);
      const shelf = shelfOf(subject, this.#running.has(key));
      this.#left.set(shelf, (this.#left.get(shelf) ?? new Map()).set(key, subject));
    }
  }

  /** All whom a step reaches. */
  reached(step: Step, grant: Grant<At>): readonly Subject[] {
    return [...this.#known.values()].filter(
      (subject) => isKind(step, subject, this.#running.has(keyOf(subject))) && isInReach(subject, grant),
    );
  }

  /** Those of them who have not been reached before. */
  taken(step: Step, grant: Grant<At>): readonly Subject[] {
    const place = placeOf(grant);
    const everywhere = grant.binding.kind === "ClusterRoleBinding" || place === undefined;
    const found: Subject[] = [];
    for (const [shelf, subjects] of this.#left) {
      const [kind, running, namespace] = shelf.split(" ");
      if (!everywhere && namespace !== place && namespace !== "") continue;
      if (!isKind(step, { kind: kind as Subject["kind"], name: "", namespace }, running === "running")) continue;
      for (const subject of subjects.values()) if (isInReach(subject, grant)) found.push(subject);
    }
    return found;
  }

  /** Notes that somebody has been reached; false if that is not new. */
  take(subject: Subject): boolean {
    const key = keyOf(subject);
    return this.#left.get(shelfOf(subject, this.#running.has(key)))?.delete(key) ?? false;
  }
}

function shelfOf({ kind, namespace }: Subject, isRunning: boolean): string {
  return `${kind} ${isRunning ? "running" : "idle"} ${namespace ?? ""}`;
}

function isKind({ whom }: Step, { kind }: Subject, isRunning: boolean): boolean {
  switch (whom) {
    case "accounts":
      return kind === "ServiceAccount";
    case "running":
      return kind === "ServiceAccount" && isRunning;
    case "users":
      return kind === "User";
    case "groups":
      return kind === "Group";
    default:
      return false;
  }
}

function isInReach({ kind, name, namespace }: Subject, { permission, binding }: Grant<unknown>): boolean {
  if (permission.named && !permission.resourceNames.includes(name)) return false;
  if (kind !== "ServiceAccount" || binding.kind === "ClusterRoleBinding") return true;
  return namespace === undefined || binding.namespace === undefined || namespace === binding.namespace;
}
