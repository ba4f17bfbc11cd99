// kubernetes: the resources of its API groups (kubectl api-resources); RBAC compares them as they are written.
import {
  apiResourcesOf,
  append,
  defineRule,
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
import { isSystemRole, ROLES, titleOf } from "./_role.ts";

export default defineRule({
  id: "rbac-unknown-resource",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role names a resource that its API group does not have",
  why: "RBAC compares resources literally: plural, lower case, in the right API group. A Pod, a deployment or deployments in the core group grant nothing, and the holder is refused although the role looks right.",
  ignoreWhen: "The role still serves clusters that have the resource.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources"],
  fix: "suggestion",
  kinds: ROLES,
  resource(role, { report }) {
    if (isSystemRole(role)) return;
    for (const rule of policyRulesOf(role)) {
      if (rule.apiGroups.length === 0 || rule.apiGroups.some(({ text }) => apiResourcesOf(text) === undefined)) continue;
      for (const word of rule.resources) {
        const wrong = problemOf(role, rule, word);
        if (wrong) report(word.at, `${titleOf(role)} ${wrong.problem}`, { fixes: wrong.fixes ?? [] });
      }
    }
  },
});

interface Wrong {
  readonly problem: string;
  readonly fixes?: readonly Fix[];
}

/** Subresources that any resource may have or that only admission asks for. */
const COMMON: readonly string[] = ["status", "scale", "finalizers"];

function problemOf(role: Resource, rule: PolicyRule, { text, at }: Word): Wrong | undefined {
  const [name = "", subresource] = text.split("/");
  if (name === "*") return undefined;
  if (subresource === "*")
    return { problem: `names ${text}, which grants nothing: a wildcard stands alone (*) or before a subresource (*/scale).` };
  const groups = rule.apiGroups.map((group) => group.text);
  const resources = groups.map((group) => apiResourcesOf(group)?.get(name)).filter((found) => found !== undefined);
  if (resources.length === 0) return unknown(role, rule, name, subresource, at);
  if (subresource === undefined || COMMON.includes(subresource)) return undefined;
  const known = resources.flatMap((resource) => resource.subresources);
  const near = known.includes(subresource) ? undefined : nearest(subresource, known);
  return near === undefined
    ? undefined
    : {
        problem: `names ${text}, which does not exist; is ${name}/${near} meant?`,
        fixes: [suggestion(`Write ${name}/${near}`, set(at, `${name}/${near}`))],
      };
}

function unknown(
  role: Resource,
  rule: PolicyRule,
  name: string,
  subresource: string | undefined,
  at: Word["at"],
): Wrong | undefined {
  const groups = rule.apiGroups.map((group) => group.text);
  const own = groups.flatMap((group) => [...(apiResourcesOf(group)?.keys() ?? [])]);
  const near = nearest(name, own);
  const tail = subresource === undefined ? "" : `/${subresource}`;
  if (near !== undefined)
    return {
      problem: `names ${name}, which no request asks for; is ${near} meant?`,
      fixes: [suggestion(`Write ${near}${tail}`, set(at, near + tail))],
    };
  const [home] = groupsWithResource(name);
  const where = groups.map((group) => (group === "" ? "the core group" : group)).join(" or ");
  if (home === undefined) return groups.includes("") ? { problem: `names ${name}, which ${where} does not have.` } : undefined;
  if (isGranted(role, home, name)) return undefined; // beside the right one: left for old clusters
  const title = home === "" ? "the core group" : home;
  return {
    problem: `names ${name} in ${where}; it is in ${title}.`,
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
