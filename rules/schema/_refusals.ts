// What pkg/apis/*/validation of Kubernetes asks of several parts of an object together.
import {
  type Context,
  type Field,
  faultsOfSchema,
  nearlySame,
  type Pod,
  parseQuantity,
  type Resource,
} from "../../server/api.ts";
import { reportContradictions } from "./_contradictions.ts";
import { reportPodContradictions } from "./_pod-contradictions.ts";
import { REFUSALS } from "./_refusals-by-kind.ts";

type Report = Context["report"];

const RUNNING_ONLY = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"];

/** ValidatePodSpec: what only a container that stays may have, and names that nothing declares. */
export function reportPod(pod: Pod, report: Report): void {
  reportPodContradictions(pod, report);
  for (const container of pod.containers) {
    if (container.role === "init" && container.at("restartPolicy").state !== "unknown")
      for (const name of RUNNING_ONLY) {
        const field = container.at(name);
        if (field.exists) report(field.key, `${name} cannot be set for an init container without restartPolicy: Always.`);
      }
    resources(container.at("resources"), report);
    undeclaredClaims(container.at("resources", "claims"), pod.at("resourceClaims"), report);
  }
  const servers = pod.at("dnsConfig", "nameservers");
  if (pod.at("dnsPolicy").string === "None" && pod.at("dnsConfig").exists && isEmpty(servers))
    report(servers, "dnsPolicy None needs at least one server in dnsConfig.nameservers.");
}

function isEmpty(list: Field): boolean {
  return list.absent || (list.isSequence && !list.open && list.items().length === 0);
}

/** ValidateResourceRequirements: what cannot be shared is limited, and huge pages come with other resources. */
function resources(field: Field, report: Report): void {
  const [requests, limits] = [field.at("requests"), field.at("limits")];
  if (field.open || requests.open || limits.open) return;
  for (const [name, request] of requests.entries())
    if (
      /^[^/]+\/./.test(name) &&
      !/(^|\.)kubernetes\.io\//.test(name) &&
      limits.at(name).state === "absent" &&
      request.value !== undefined
    )
      report(request.key, `${name} cannot be shared, so it needs a limit as well.`);
  const names = [...requests.keys(), ...limits.keys()];
  const pages = [...requests.entries(), ...limits.entries()].find(([name]) => name.startsWith("hugepages-"));
  if (pages && !names.includes("cpu") && !names.includes("memory"))
    report(pages[1].key, "Huge pages need a request or limit of cpu or memory beside them.");
}

function undeclaredClaims(uses: Field, declarations: Field, report: Report): void {
  if (!uses.isSequence || declarations.open) return;
  const names = declarations.items().map((item) => item.at("name"));
  if (names.some(({ state }) => state === "unknown")) return;
  const known = names.map(({ string }) => string ?? "");
  for (const use of uses.items()) {
    const name = use.at("name").string;
    if (name === undefined || known.includes(name)) continue;
    const near = nearlySame(name, known);
    const hint = near === undefined ? "" : `; did you mean "${near}"?`;
    report(use.at("name"), `The pod declares no claim "${name}" in resourceClaims, so the object is refused${hint || "."}`);
  }
}

/** The parts of an object that contradict each other. */
export function reportObject(resource: Resource, report: Report): void {
  if (Object.hasOwn(BY_KIND, resource.kind)) BY_KIND[resource.kind]?.(resource, report);
  if (WITH_SELECTOR.has(resource.kind)) emptySelector(resource, report);
  reportContradictions(resource, report);
}

type Check = (resource: Resource, report: Report) => void;

const ofSpec =
  (check: (spec: Field, report: Report) => void, ...path: readonly string[]): Check =>
  (resource, report) =>
    check(resource.at("spec", ...path), report);

const policies = ofSpec(policy, "matchConstraints");

const BY_KIND: Readonly<Record<string, Check>> = {
  ...REFUSALS,
  CronJob: ofSpec(job, "jobTemplate", "spec"),
  CustomResourceDefinition: definition,
  DaemonSet: ofSpec(daemonSet, "updateStrategy", "rollingUpdate"),
  Job: ofSpec(job),
  LimitRange: limitRange,
  MutatingAdmissionPolicy: policies,
  Role: role,
  ValidatingAdmissionPolicy: policies,
};

const WITH_SELECTOR: ReadonlySet<string> = new Set(["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"]);

/** validateMatchResources: a policy says what it is about, a binding need not. */
function policy(constraints: Field, report: Report): void {
  const rules = constraints.at("resourceRules");
  if (!constraints.isMapping || constraints.open || rules.state === "unknown" || rules.open || rules.items().length > 0) return;
  report(
    rules.exists ? rules.key : constraints.key,
    "matchConstraints needs resourceRules: without them the policy matches nothing.",
  );
}

/** ValidateDeploymentSpec and its like: a selector that selects everything. */
function emptySelector(resource: Resource, report: Report): void {
  const selector = resource.at("spec", "selector");
  if (!selector.isMapping || selector.open || selector.keys().length > 0) return;
  report(selector.key, `An empty selector is invalid for a ${resource.kind}.`);
}

/** ValidateRollingUpdateDaemonSet: maxUnavailable is 1 by default. */
function daemonSet(update: Field, report: Report): void {
  const surge = update.at("maxSurge");
  const unavailable = update.at("maxUnavailable");
  if (surge.value === undefined || isZero(surge) || unavailable.state === "unknown" || isZero(unavailable)) return;
  report(surge, "maxSurge cannot be set beside a maxUnavailable that is not 0 (1 is the default).");
}

function isZero({ value }: Field): boolean {
  return value === 0 || value === "0%" || value === "0";
}

/** validateJobSpec: a policy for failed pods needs pods that are not restarted. */
function job(spec: Field, report: Report): void {
  const policy = spec.at("podFailurePolicy");
  const restart = spec.at("template", "spec", "restartPolicy");
  if (policy.exists && restart.string !== undefined && restart.string !== "Never")
    report(restart, `restartPolicy must be Never beside a podFailurePolicy, and is ${restart.string}.`);
  for (const rule of policy.at("rules").items()) failureRule(rule, spec, report);
  const completions = spec.at("completions");
  const most = [
    spec.at("maxFailedIndexes"),
    ...spec
      .at("successPolicy", "rules")
      .items()
      .map((rule) => rule.at("succeededCount")),
  ];
  for (const field of most)
    if (field.number !== undefined && completions.number !== undefined && field.number > completions.number)
      report(field, `${field.name} ${field.number} is more than the ${completions.number} completions of the Job.`);
}

/** validatePodFailurePolicyRule. */
function failureRule(rule: Field, spec: Field, report: Report): void {
  const codes = rule.at("onExitCodes");
  if (codes.at("operator").string === "In")
    for (const value of codes.at("values").items())
      if (value.value === 0) report(value, "Exit code 0 is not a failure: operator In cannot list it.");
  if (rule.at("action").string === "FailIndex" && spec.at("backoffLimitPerIndex").absent)
    report(rule.at("action"), "FailIndex needs a backoffLimitPerIndex in the Job.");
  const template = spec.at("template", "spec");
  const lists = [template.at("containers"), template.at("initContainers")];
  const name = codes.at("containerName").string;
  const names = lists.flatMap((list) => list.items().map((item) => item.at("name")));
  if (!name || template.open || lists.some(({ open }) => open) || names.some(({ state }) => state === "unknown")) return;
  if (!names.some(({ string }) => string === name)) report(codes.at("containerName"), `The pod has no container "${name}".`);
}

function role(resource: Resource, report: Report): void {
  for (const rule of resource.at("rules").items())
    if (rule.at("nonResourceURLs").items().length > 0)
      report(rule.at("nonResourceURLs").key, "nonResourceURLs belong in a ClusterRole: a Role with them is refused.");
}

/** ValidateLimitRange: min ≤ defaultRequest ≤ default ≤ max. */
function limitRange(resource: Resource, report: Report): void {
  const order = ["min", "defaultRequest", "default", "max"];
  for (const limit of resource.at("spec", "limits").items())
    for (const [i, name] of order.entries())
      for (const [what, lower] of limit.at(name).entries()) {
        const amount = amountOf(lower);
        const above = order.slice(i + 1).find((other) => (amountOf(limit.at(other, what)) ?? Infinity) < (amount ?? 0));
        if (above) report(lower, `${name} of ${what} is more than its ${above}.`);
      }
}

/** Null is read as nothing of it. */
function amountOf({ value, raw, absent }: Field): number | undefined {
  return absent && raw === null ? 0 : parseQuantity(value);
}

/** ValidateCustomResourceDefinition. */
function definition(resource: Resource, report: Report): void {
  if (resource.version !== "v1") return;
  const spec = resource.at("spec");
  for (const version of spec.at("versions").items()) {
    const schema = version.at("schema", "openAPIV3Schema");
    for (const { path, problem } of faultsOfSchema(schema.node)) {
      const field = schema.at(...path);
      report(field.isMapping || field.isSequence ? field.key : field, `${problem}.`);
    }
  }
  const [plural, group] = [spec.at("names", "plural").string, spec.at("group").string];
  const name = resource.at("metadata", "name");
  if (plural && group && name.string !== undefined && name.string !== `${plural}.${group}`)
    report(name, `The name must be ${plural}.${group}, after spec.names.plural and spec.group.`);
  const versions = spec.at("versions");
  const stored = versions.items().map((version) => version.at("storage"));
  if (versions.open || stored.length === 0 || stored.some(({ state }) => state === "unknown")) return;
  const chosen = stored.filter(({ value }) => value === true);
  const [, second] = chosen;
  if (second) report(second, "Only one version can have storage: true.");
  else if (chosen.length === 0) report(versions.key, "One version must have storage: true.");
}
