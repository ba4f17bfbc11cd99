import type { Field, Resource } from "../../server/api.ts";

export const AUDIT_POLICY = "audit.k8s.io/Policy";

/** A resource that requests are about; `group` is `""` for the core group, `resource` holds the subresource: `pods/exec`. */
export interface Target {
  readonly group: string;
  readonly resource: string;
}

/** One rule of an audit policy. The first rule that matches a request decides (apiserver, pkg/audit/policy/checker.go). */
export interface AuditRule {
  readonly field: Field;
  readonly level: string | undefined;
  /** The lists that narrow it; `undefined` where it does not ask. */
  readonly users: readonly string[] | undefined;
  readonly userGroups: readonly string[] | undefined;
  readonly verbs: readonly string[] | undefined;
  readonly namespaces: readonly string[] | undefined;
  readonly nonResourceUrls: readonly string[] | undefined;
  readonly resources: readonly GroupResources[] | undefined;
}

interface GroupResources {
  readonly group: string;
  /** Empty: all of the group. */
  readonly resources: readonly string[];
  /** Named objects only. */
  readonly named: boolean;
}

/** The rules that match something, in their order. */
export function auditRules(policy: Resource): readonly AuditRule[] {
  return policy
    .at("rules")
    .items()
    .filter((rule) => !isDead(rule))
    .map(ruleOf);
}

/** The lists whose words are compared whole (pkg/audit/policy/checker.go): a `*` in them is a character like any other. */
const WHOLE = ["users", "userGroups", "verbs", "namespaces"];

/** The words of a rule that match nothing because of a `*` that is no wildcard there. */
export function deadWords(rule: Field): readonly Field[] {
  return WHOLE.flatMap((list) => rule.at(list).items().filter(isStarred));
}

function isDead(rule: Field): boolean {
  return WHOLE.some((list) => rule.at(list).items().length > 0 && rule.at(list).items().every(isStarred));
}

function isStarred(word: Field): boolean {
  return word.string?.includes("*") === true;
}

/** A rule that matches every request. */
export function isCatchAll(rule: AuditRule): boolean {
  return isUnconditional(rule) && rule.verbs === undefined && rule.resources === undefined && rule.nonResourceUrls === undefined;
}

/** Neither user nor namespace narrows the rule. */
export function isUnconditional(rule: AuditRule): boolean {
  return rule.users === undefined && rule.userGroups === undefined && rule.namespaces === undefined;
}

/** Whether the rule matches requests about the resource, for some user, verb and namespace; `fully` if for every object of it. */
export function concerns(rule: AuditRule, target: Target): "no" | "partly" | "fully" {
  if (rule.resources === undefined) return rule.nonResourceUrls === undefined ? "fully" : "no";
  const matching = rule.resources.filter(
    ({ group, resources }) =>
      group === target.group && (resources.length === 0 || resources.some((one) => covers(one, target.resource))),
  );
  return matching.length === 0 ? "no" : matching.every(({ named }) => named) ? "partly" : "fully";
}

/** Whether every request that `later` matches is matched by `earlier`, so that `later` never decides. */
export function shadows(earlier: AuditRule, later: AuditRule): boolean {
  const lists = ["users", "userGroups", "verbs", "namespaces"] as const;
  if (!lists.every((list) => includes(earlier[list], later[list]))) return false;
  if (earlier.resources === undefined && earlier.nonResourceUrls === undefined) return true;
  if (later.resources === undefined && later.nonResourceUrls === undefined) return false;
  return coversResources(earlier, later) && coversUrls(earlier, later);
}

function coversResources(earlier: AuditRule, later: AuditRule): boolean {
  return (later.resources ?? []).every(({ group, resources }) =>
    resources.length === 0
      ? (earlier.resources ?? []).some((one) => !one.named && one.group === group && one.resources.length === 0)
      : resources.every(
          (resource) =>
            concerns({ ...earlier, nonResourceUrls: [], resources: earlier.resources ?? [] }, { group, resource }) === "fully",
        ),
  );
}

function coversUrls(earlier: AuditRule, later: AuditRule): boolean {
  const urls = earlier.nonResourceUrls ?? [];
  return (later.nonResourceUrls ?? []).every((url) =>
    urls.some((one) => one === url || one === "*" || (one.endsWith("*") && url.startsWith(one.slice(0, -1)))),
  );
}

/** A missing list stands for everything. */
function includes(outer: readonly string[] | undefined, inner: readonly string[] | undefined): boolean {
  return outer === undefined || (inner?.every((item) => outer.includes(item)) ?? false);
}

/** `pods` does not cover its subresources, `pods/*` covers both, a star before the slash that subresource of everything. */
function covers(pattern: string, resource: string): boolean {
  if (pattern === "*" || pattern === resource) return true;
  const [base, sub] = resource.split("/");
  return pattern === `${base}/*` || (sub !== undefined && pattern === `*/${sub}`);
}

function ruleOf(field: Field): AuditRule {
  const list = (name: string) => {
    const items = field.at(name).items();
    const live = WHOLE.includes(name) ? items.filter((item) => !isStarred(item)) : items;
    return items.length > 0 ? live.map((item) => String(item.value ?? "")) : undefined;
  };
  const resources = field.at("resources").items();
  return {
    field,
    level: field.at("level").string,
    users: list("users"),
    userGroups: list("userGroups"),
    verbs: list("verbs"),
    namespaces: list("namespaces"),
    nonResourceUrls: list("nonResourceURLs"),
    resources: resources.length > 0 ? resources.map(groupResources) : undefined,
  };
}

function groupResources(field: Field): GroupResources {
  return {
    group: field.at("group").string ?? "",
    resources: field
      .at("resources")
      .items()
      .map((item) => String(item.value ?? "")),
    named: field.at("resourceNames").items().length > 0,
  };
}
