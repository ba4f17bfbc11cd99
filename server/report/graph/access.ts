import { becomings } from "../../kube/access/becoming.ts";
import type { Grant } from "../../kube/access/binding.ts";
import { canonical, keyOf, type Subject } from "../../kube/access/subject.ts";
import type { World } from "../../kube/access/world.ts";
import type { IndexedObject } from "../../kube/facts/indexed-object.ts";
import { groupedBy } from "../../text/grouped.ts";
import { byText, type Link, linkText, linkTo, type PlaceOf } from "./link.ts";

/** A subject as JSON has it. */
export interface SubjectAnswer {
  readonly kind: Subject["kind"];
  readonly namespace: string | null;
  readonly name: string;
}

/** What a subject may do, could become, and what runs as it: the JSON of `explain-access`. */
export interface AccessAnswer {
  readonly version: 1;
  readonly subject: SubjectAnswer;
  readonly grants: readonly GrantAnswer[];
  readonly becomes: readonly BecomesAnswer[];
  readonly workloads: readonly {
    readonly kind: string;
    readonly namespace: string | null;
    readonly name: string;
    readonly file: string;
  }[];
}

interface GrantAnswer {
  /** `null`: in the whole cluster; `""`: in a namespace that nothing says. */
  readonly namespace: string | null;
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
  readonly chain: readonly Link[];
}

interface BecomesAnswer {
  readonly subject?: SubjectAnswer;
  readonly right?: string;
  /** Where a right holds. */
  readonly namespace?: string | null;
  /** The last step. */
  readonly by: string;
  readonly chain: readonly Link[];
}

/** Answers `explain-access`. Lists are sorted; what a subject could become begins with the shortest ways. */
export function accessAnswer(asked: Subject, world: World<IndexedObject>, placeOf: PlaceOf): AccessAnswer {
  const subject = canonical(asked);
  const grants = world.grantsTo(subject).map((grant): GrantAnswer => {
    const { apiGroups, resources, verbs, resourceNames, nonResourceUrls } = grant.permission;
    const namespace = grant.binding.kind === "RoleBinding" ? (grant.binding.namespace ?? "") : null;
    return {
      namespace,
      apiGroups,
      resources,
      verbs,
      resourceNames,
      nonResourceURLs: nonResourceUrls,
      chain: chainOf(grant, placeOf),
    };
  });
  const becomes = becomings(subject, world).map(({ subject: other, right, namespace, way }): BecomesAnswer => {
    const by = way.at(-1)?.step.by ?? "";
    const chain = way.flatMap(({ as, grant }, i) => [...(i > 0 ? [subjectLink(as)] : []), ...chainOf(grant, placeOf)]);
    if (other) return { subject: subjectAnswer(other), by, chain };
    return {
      ...(right === undefined ? {} : { right }),
      namespace: namespace ?? (isOfCluster(way.at(-1)?.grant) ? null : ""),
      by,
      chain,
    };
  });
  const workloads = world.workloads
    .filter(({ account }) => keyOf(account) === keyOf(subject))
    .map(({ at }) => ({ kind: at.kind, namespace: at.namespace ?? null, name: at.name, file: placeOf(at).file }));
  return {
    version: 1,
    subject: subjectAnswer(subject),
    grants: [...grants].sort(byText((one) => JSON.stringify([one.namespace ?? "", one.chain, one]))),
    becomes: unique(becomes).sort(byText(orderOf)),
    workloads: workloads.sort(byText((one) => JSON.stringify([one.namespace ?? "", one.kind, one.name, one.file]))),
  };
}

/** Several rules of one role may allow the same step. */
function unique<T>(list: readonly T[]): T[] {
  return [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
}

/** The shortest ways first, then by name. */
function orderOf({ subject, right, namespace, by, chain }: BecomesAnswer): string {
  return JSON.stringify([
    String(chain.length).padStart(4),
    subject ? titleOf(subject) : "",
    right ?? "",
    namespace ?? "",
    by,
    chain,
  ]);
}

function isOfCluster(grant: Grant<IndexedObject> | undefined): boolean {
  return grant?.binding.kind === "ClusterRoleBinding";
}

export function subjectAnswer({ kind, namespace = undefined, name }: Subject): SubjectAnswer {
  return { kind, namespace: namespace ?? null, name };
}

function subjectLink({ kind, namespace, name }: Subject): Link {
  return { kind, namespace: namespace ?? null, name, file: null, line: null };
}

/** From the binding to the role, behind it those that it is aggregated from. */
export function chainOf({ binding, roles }: Grant<IndexedObject>, placeOf: PlaceOf): readonly Link[] {
  const links = roles.map(({ kind, namespace, name, at }) =>
    at ? linkTo(at, placeOf) : { kind, namespace: namespace ?? null, name, file: null, line: null },
  );
  return [linkTo(binding.at, placeOf), ...links];
}

/** The answer for people. */
export function accessText({ subject, grants, becomes, workloads }: AccessAnswer): string {
  const lines = [titleOf(subject), ""];
  if (grants.length === 0) lines.push("May do nothing: no binding in these files gives it anything.", "");
  for (const [place, own] of groupedBy(grants, ({ namespace }) => `May do ${placeText(namespace)}:`)) {
    lines.push(place);
    for (const [way, rights] of groupedBy(own, ({ chain }) => `  by ${wayText(chain)}`))
      lines.push(way, ...rights.map((grant) => `      ${grantText(grant)}`));
    lines.push("");
  }
  if (becomes.length > 0) lines.push("Could become:");
  for (const [way, all] of groupedBy(becomes, ({ by, chain }) => `  by ${by}: ${wayText(chain)}`))
    lines.push(
      way,
      ...all.map(
        ({ subject: other, right, namespace = null }) => `      ${other ? titleOf(other) : `${right} (${placeText(namespace)})`}`,
      ),
    );
  if (becomes.length > 0) lines.push("");
  lines.push(workloads.length > 0 ? "Runs:" : "Runs nothing in these files.");
  for (const { kind, namespace, name, file } of workloads)
    lines.push(`  ${linkText({ kind, namespace, name, file: null, line: null })} (${file})`);
  return `${lines.join("\n")}\n`;
}

/** Where a right holds, in words. */
export function placeText(namespace: string | null): string {
  return namespace === null
    ? "in the whole cluster"
    : namespace === ""
      ? "in the namespace that it is applied to"
      : `in namespace ${namespace}`;
}

export function titleOf({ kind, namespace, name }: SubjectAnswer): string {
  return `${kind} ${namespace === null ? "" : `${namespace}/`}${name}`;
}

export function wayText(chain: readonly Link[]): string {
  return chain.map(linkText).join(" → ");
}

function grantText({ apiGroups, resources, verbs, resourceNames, nonResourceURLs }: GrantAnswer): string {
  const groups = apiGroups.filter((group) => group !== "");
  const of = groups.length > 0 ? ` of ${groups.join(", ")}` : "";
  const named = resourceNames.length > 0 ? ` named ${resourceNames.join(", ")}` : "";
  const what = resources.length > 0 ? `${resources.join(", ")}${of}${named}` : nonResourceURLs.join(", ");
  return `${verbs.join(", ")} ${what}`;
}
