import type { Grant } from "../../kube/access/binding.ts";
import type { Request } from "../../kube/access/permission.ts";
import { canonical } from "../../kube/access/subject.ts";
import { grantsFor, type World } from "../../kube/access/world.ts";
import { groupsWithResource, isNamespacedResource } from "../../kube/api-resources.ts";
import type { IndexedObject } from "../../kube/facts/indexed-object.ts";
import { chainOf, type SubjectAnswer, subjectAnswer, titleOf, wayText } from "./access.ts";
import { byText, type Link, type PlaceOf } from "./link.ts";

/** A question: who may do what. */
export interface Question {
  readonly verb: string;
  /** `pods/exec`, `deployments.apps`, `*`, or a path: `/metrics`. */
  readonly resource: string;
  /** `undefined`: in any. */
  readonly namespace: string | undefined;
  /** Of one object. */
  readonly name: string;
}

/** The JSON of `who-can`. */
export interface WhoCanAnswer {
  readonly version: 1;
  readonly verb: string;
  readonly resource: string;
  readonly namespace: string | null;
  readonly subjects: readonly (SubjectAnswer & { readonly chain: readonly Link[] })[];
}

/** Answers `who-can`: each subject with each way. */
export function whoCanAnswer(question: Question, world: World<IndexedObject>, placeOf: PlaceOf): WhoCanAnswer {
  const { verb, resource, namespace } = question;
  const grants = requestsOf(question, world)
    .flatMap((request) => grantsFor(world, request, namespace))
    .filter(({ binding }) => binding.kind === "ClusterRoleBinding" || mayBeNamespaced(resource));
  const found = new Map<string, WhoCanAnswer["subjects"][number]>();
  for (const grant of grants) for (const one of holdersOf(grant, placeOf)) found.set(JSON.stringify(one), one);
  const subjects = [...found.values()].sort(
    byText(({ kind, namespace: own, name, chain }) => JSON.stringify([kind, own ?? "", name, chain])),
  );
  return { version: 1, verb, resource, namespace: namespace ?? null, subjects };
}

function holdersOf(grant: Grant<IndexedObject>, placeOf: PlaceOf): WhoCanAnswer["subjects"] {
  const chain = chainOf(grant, placeOf);
  return grant.binding.subjects.map((subject) => ({ ...subjectAnswer(canonical(subject)), chain }));
}

/** The requests that a question stands for: one for each API group that has the resource. */
function requestsOf({ verb, resource, name }: Question, world: World<IndexedObject>): readonly Request[] {
  if (resource.startsWith("/")) return [{ verb, path: resource }];
  if (resource === "*") return [{ verb, group: "*", resource, name }];
  const { base, group, below } = partsOf(resource);
  const known = group === undefined ? groupsWithResource(base) : [group];
  const groups = known.length > 0 ? known : groupsThatName(base, world);
  return groups.map((one) => ({ verb, group: one, resource: base + below, name }));
}

/** `deployments.apps/scale`: the resource, its group and the subresource. */
function partsOf(resource: string): { readonly base: string; readonly group: string | undefined; readonly below: string } {
  const slash = resource.indexOf("/");
  const [whole, below] = slash < 0 ? [resource, ""] : [resource.slice(0, slash), resource.slice(slash)];
  const dot = whole.indexOf(".");
  return dot < 0 ? { base: whole, group: undefined, below } : { base: whole.slice(0, dot), group: whole.slice(dot + 1), below };
}

/** The API groups that roles name beside a custom resource; that of none where no role does, so that wildcards are found. */
function groupsThatName(base: string, { bindings, grantedIn }: World<IndexedObject>): readonly string[] {
  const groups = new Set<string>();
  for (const binding of bindings)
    for (const { permission } of grantedIn(binding))
      if (permission.resources.some((one) => one === base || one.startsWith(`${base}/`)))
        for (const group of permission.apiGroups) if (group !== "*") groups.add(group);
  return groups.size > 0 ? [...groups] : ["unknown"];
}

function mayBeNamespaced(resource: string): boolean {
  const { base, group } = partsOf(resource);
  return isNamespacedResource(base, group);
}

/** The answer for people. */
export function whoCanText({ verb, resource, namespace, subjects }: WhoCanAnswer): string {
  const where = namespace === null ? "" : ` in namespace ${namespace}`;
  if (subjects.length === 0) return `Nobody may ${verb} ${resource}${where}, by the bindings in these files.\n`;
  const lines = subjects.flatMap(({ chain, ...subject }) => {
    const [binding] = chain;
    const place =
      binding?.kind === "ClusterRoleBinding" ? "everywhere" : `in namespace ${binding?.namespace ?? "of the binding"}`;
    return [`  ${titleOf(subject)} (${place})`, `      by ${wayText(chain)}`];
  });
  return `May ${verb} ${resource}${where}:\n${lines.join("\n")}\n`;
}
