import {
  type ApiResource,
  apiResourcesOf,
  append,
  type Fix,
  groupsWithResource,
  nearest,
  type PolicyRule,
  policyRulesOf,
  type Resource,
  set,
  suggestion,
  type Word,
} from "../../server/api.ts";
import { knowsGroups } from "./_role.ts";

type Group = ReadonlyMap<string, ApiResource>;

/** Nothing of the group `extensions` is left since 1.22. */
const GONE: Group = new Map();

/** The API groups that a policy rule is about; `undefined` unless all of them are known groups of Kubernetes. */
export function groupsOf(rule: PolicyRule, kubernetes: number): readonly Group[] | undefined {
  if (!knowsGroups(rule)) return undefined;
  const groups = rule.apiGroups.map(({ text }) => (text === "extensions" && kubernetes >= 22 ? GONE : apiResourcesOf(text)));
  return groups.every((group) => group !== undefined) ? groups : undefined;
}

interface Wrong {
  /** What follows the name of the role, as a sentence. */
  readonly problem: string;
  readonly fixes?: readonly Fix[];
}

/** Subresources that any resource may have or that only admission asks for. */
const COMMON: readonly string[] = ["status", "scale", "finalizers"];

/** What is wrong with an entry of `resources` in these groups, if anything is. */
export function problemOf(
  role: Resource,
  rule: PolicyRule,
  { text, at }: Word,
  groups: readonly Group[],
  kubernetes: number,
): Wrong | undefined {
  const [name = "", subresource] = text.split("/");
  if (name === "*") return undefined;
  if (subresource === "*") return { problem: `names ${text}, which is not a wildcard and grants nothing.` };
  const resources = groups.flatMap((group) => group.get(name) ?? []);
  if (resources.length === 0) return unknown(role, rule, name, subresource, at, groups, kubernetes);
  if (subresource === undefined || COMMON.includes(subresource)) return undefined;
  const known = resources.flatMap((resource) => resource.subresources);
  const near = known.includes(subresource) ? undefined : nearest(subresource, known);
  return near === undefined
    ? undefined
    : {
        problem: `names ${text}, which does not exist: did you mean ${name}/${near}?`,
        fixes: [suggestion(`Change it to ${name}/${near}`, set(at, `${name}/${near}`))],
      };
}

function unknown(
  role: Resource,
  rule: PolicyRule,
  name: string,
  subresource: string | undefined,
  at: Word["at"],
  groups: readonly Group[],
  kubernetes: number,
): Wrong | undefined {
  const near = nearest(
    name,
    groups.flatMap((group) => [...group.keys()]),
  );
  const tail = subresource === undefined ? "" : `/${subresource}`;
  if (near !== undefined)
    return {
      problem: `names ${name}, which does not exist: did you mean ${near}?`,
      fixes: [suggestion(`Change it to ${near}${tail}`, set(at, near + tail))],
    };
  const [home] = groupsWithResource(name);
  const where = rule.apiGroups.map(({ text }) => titleOfGroup(text)).join(" or ");
  if (home === undefined)
    return rule.apiGroups.some(({ text }) => text === "")
      ? { problem: `names ${name}, which ${where} does not have.` }
      : undefined;
  if (isGranted(role, home, name)) return undefined; // beside the right one: left for old clusters
  if (name === "podsecuritypolicies" && kubernetes >= 25)
    return at.conditional ? undefined : { problem: "names podsecuritypolicies, removed in Kubernetes 1.25." };
  const title = titleOfGroup(home);
  return {
    problem: `names ${name} in ${where}: it is in ${title}.`,
    fixes:
      rule.resources.length === 1 && rule.apiGroups.length === 1 && rule.apiGroups[0]
        ? [suggestion(`Use ${title}`, set(rule.apiGroups[0].at, home))]
        : [suggestion(`Add ${title} to the API groups`, append(rule.at.at("apiGroups"), home))],
  };
}

function isGranted(role: Resource, group: string, name: string): boolean {
  return policyRulesOf(role).some(
    ({ apiGroups, resources }) =>
      apiGroups.some(({ text }) => text === group || text === "*") && resources.some(({ text }) => text === name || text === "*"),
  );
}

function titleOfGroup(group: string): string {
  return group === "" ? "the core group" : group;
}
