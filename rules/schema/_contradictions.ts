// Fields of an object that are each in order and that pkg/apis/*/validation of Kubernetes refuses together.
import { type Context, type Field, hasPlaceholder, parseQuantity, type Resource } from "../../server/api.ts";

type Report = Context["report"];
type Check = (resource: Resource, report: Report) => void;

/** Reports the contradictions of an object of a built-in kind. */
export function reportContradictions(resource: Resource, report: Report): void {
  if (!Object.hasOwn(CHECKS, resource.kind)) return;
  for (const check of CHECKS[resource.kind] ?? []) check(resource, report);
}

const claims: Check = ({ kind, at }, report) => {
  if (kind === "StatefulSet") for (const item of at("spec", "volumeClaimTemplates").items()) accessModes(item.at("spec"), report);
  else accessModes(at("spec"), report);
};

const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  ConfigMap: [keysTwice],
  CronJob: [(resource, report) => job(resource.at("spec", "jobTemplate", "spec"), report)],
  CustomResourceDefinition: [approval],
  HorizontalPodAutoscaler: [scaleToZero, targets],
  Ingress: [ingressClass],
  Job: [(resource, report) => job(resource.at("spec"), report), jobLabels],
  LimitRange: [claimLimits],
  MutatingWebhookConfiguration: [reviewVersions],
  PersistentVolume: [claims],
  PersistentVolumeClaim: [claims],
  PriorityClass: [priority],
  ResourceQuota: [scopes],
  Service: [families, nodePorts],
  StatefulSet: [claims],
  ValidatingWebhookConfiguration: [reviewVersions],
};

/** ValidateConfigMap. */
function keysTwice({ at }: Resource, report: Report): void {
  for (const [name, field] of at("binaryData").entries()) {
    const text = at("data", name);
    if (text.exists)
      report(field.key, `"${name}" is a key of data as well: one key cannot be in both.`, {
        related: [{ message: "There.", at: text }],
      });
  }
}

/** ValidatePersistentVolumeSpec, ValidatePersistentVolumeClaimSpec. */
function accessModes(spec: Field, report: Report): void {
  const modes = spec.at("accessModes").items();
  const single = modes.find(({ string }) => string === "ReadWriteOncePod");
  if (single && modes.some(({ string }) => string !== undefined && string !== "ReadWriteOncePod"))
    report(single, "ReadWriteOncePod excludes every other access mode.");
}

/** validateJobSpec and validatePodFailurePolicyRuleOnExitCodes. */
function job(spec: Field, report: Report): void {
  const parallelism = spec.at("parallelism");
  if (spec.at("completionMode").string === "Indexed" && (parallelism.number ?? 0) > MOST_INDEXES)
    report(parallelism, `An Indexed Job can have a parallelism of at most ${MOST_INDEXES}.`);
  const replacement = spec.at("podReplacementPolicy");
  if (spec.at("podFailurePolicy").exists && replacement.string === "TerminatingOrFailed")
    report(replacement, "podReplacementPolicy must be Failed beside a podFailurePolicy.");
  for (const rule of spec.at("podFailurePolicy", "rules").items()) {
    const values = rule.at("onExitCodes", "values").items();
    const wrong = values.find((value, i) => i > 0 && (value.number ?? Infinity) < (values[i - 1]?.number ?? -Infinity));
    if (wrong) report(wrong, "The exit codes must be in ascending order.");
  }
}

const MOST_INDEXES = 100_000;

/** validateGeneratedSelector and the labels that the server gives to the pods of a Job. */
function jobLabels({ name, at }: Resource, report: Report): void {
  if (at("spec", "manualSelector").value === true || at("spec", "manualSelector").state === "unknown" || hasPlaceholder(name))
    return;
  if (name.length > 63)
    report(at("metadata", "name"), `The name of a Job becomes a label, so it can have 63 characters, not ${name.length}.`);
  for (const key of ["job-name", "batch.kubernetes.io/job-name"]) {
    const label = at("spec", "template", "metadata", "labels", key);
    if (name !== "" && label.string !== undefined && !hasPlaceholder(label.string) && label.string !== name)
      report(label, `The API server sets ${key} to the name of the Job, "${name}", and refuses another value.`);
  }
}

/** validateAPIApproval: the groups of Kubernetes itself. */
function approval({ version, at }: Resource, report: Report): void {
  if (version !== "v1") return;
  const group = at("spec", "group");
  const annotations = at("metadata", "annotations");
  if (!/(^|\.)(k8s|kubernetes)\.io$/.test(group.string ?? "") || at("metadata").open) return;
  if (annotations.open || !annotations.at("api-approved.kubernetes.io").absent) return;
  report(group, `A definition in ${group.string} needs the annotation api-approved.kubernetes.io.`);
}

/** validateMetrics: something that exists without pods says when to start the first. */
function scaleToZero({ version, at }: Resource, report: Report): void {
  const least = at("spec", "minReplicas");
  const metrics = at("spec", "metrics");
  if (least.value !== 0 || !version.startsWith("v2") || metrics.open || metrics.state === "unknown") return;
  const types = metrics.items().map((metric) => metric.at("type"));
  if (types.some(({ state, string }) => state === "unknown" || string === "Object" || string === "External")) return;
  report(least, "Scaling to zero needs a metric of type Object or External.");
}

/** validateMetricTarget. */
function targets({ at }: Resource, report: Report): void {
  for (const metric of at("spec", "metrics").items())
    for (const source of SOURCES)
      for (const field of ["value", "averageValue"]) {
        const wanted = metric.at(source, "target", field);
        const amount = parseQuantity(wanted.value);
        if (wanted.value !== undefined && amount !== undefined && amount <= 0)
          report(wanted, `${field} must be more than 0, and is ${wanted.value}.`);
      }
}

const SOURCES = ["resource", "containerResource", "pods", "object", "external"];

/** ValidateIngressCreate: the field and the annotation of old name one class. */
function ingressClass({ at }: Resource, report: Report): void {
  const [field, old] = [at("spec", "ingressClassName"), at("metadata", "annotations", "kubernetes.io/ingress.class")];
  if (field.string === undefined || old.string === undefined || field.string === old.string) return;
  if (hasPlaceholder(field.string) || hasPlaceholder(old.string) || field.conditional || old.conditional) return;
  report(old, `The annotation names class "${old.string}", but ingressClassName names "${field.string}".`, {
    related: [{ message: "ingressClassName.", at: field }],
  });
}

/** ValidateLimitRange: what a type of limit has. */
function claimLimits({ at }: Resource, report: Report): void {
  for (const limit of at("spec", "limits").items()) {
    const type = limit.at("type").string;
    if (type === "Pod")
      for (const name of ["default", "defaultRequest"])
        if (limit.at(name).isMapping) report(limit.at(name).key, `${name} cannot be set for limits of type Pod.`);
    if (type === "PersistentVolumeClaim" && !limit.open && limit.at("min").absent && limit.at("max").absent)
      report(limit.at("type"), "Limits of type PersistentVolumeClaim need a min or max of storage.");
  }
}

/** validateAdmissionReviewVersions. */
function reviewVersions({ at }: Resource, report: Report): void {
  for (const webhook of at("webhooks").items()) {
    const versions = webhook.at("admissionReviewVersions");
    const known = versions.items().map(({ string }) => string);
    if (versions.open || known.length === 0 || known.some((one) => one === undefined || /^v1(beta1)?$/.test(one))) continue;
    report(versions.key, "admissionReviewVersions must include v1: the API server sends no other version.");
  }
}

/** ValidatePriorityClass. */
function priority({ name, at }: Resource, report: Report): void {
  if (SYSTEM_CLASSES.has(name)) return;
  const value = at("value");
  if ((value.number ?? 0) > HIGHEST_PRIORITY) report(value, `The value of a PriorityClass can be at most ${HIGHEST_PRIORITY}.`);
  if (name.startsWith("system-"))
    report(at("metadata", "name"), "Names of PriorityClasses that begin with system- belong to Kubernetes.");
}

const HIGHEST_PRIORITY = 1_000_000_000;
const SYSTEM_CLASSES: ReadonlySet<string> = new Set(["system-cluster-critical", "system-node-critical"]);

/** validateScopeResourceCombination and its like. */
function scopes({ at }: Resource, report: Report): void {
  const list = at("spec", "scopes").items();
  for (const [one, other] of OPPOSITES) {
    const second = list.find(({ string }) => string === other);
    if (second && list.some(({ string }) => string === one)) report(second, `The scopes ${one} and ${other} exclude each other.`);
  }
  if (!list.some(({ string }) => string === "BestEffort")) return;
  for (const [name, field] of at("spec", "hard").entries())
    if (/^((requests|limits)\.)?(cpu|memory)$/.test(name))
      report(field.key, `Pods of scope BestEffort have no ${name}: only pods can be counted.`);
}

const OPPOSITES = [
  ["BestEffort", "NotBestEffort"],
  ["Terminating", "NotTerminating"],
] as const;

/** ValidateServiceClusterIPsRelatedFields: the addresses are of the families that the Service has. */
function families({ at }: Resource, report: Report): void {
  const spec = at("spec");
  const list = spec.at("ipFamilies").items();
  if (spec.at("ipFamilyPolicy").string === "SingleStack" && list[1])
    report(list[1], "ipFamilyPolicy SingleStack allows only one IP family.");
  const address = spec.at("clusterIP").string ?? "";
  const family = list[0]?.string;
  const found = /^[\d.]+$/.test(address) ? "IPv4" : /^[\da-f:]+:[\da-f:]*$/i.test(address) ? "IPv6" : undefined;
  if (found && family && family !== found && /^IPv[46]$/.test(family))
    report(spec.at("clusterIP"), `clusterIP ${address} is not an ${family} address, but ipFamilies begins with ${family}.`);
}

/** A port of the nodes is given to one port of one protocol. */
function nodePorts({ at }: Resource, report: Report): void {
  const seen = new Map<string, Field>();
  for (const port of at("spec", "ports").items()) {
    const node = port.at("nodePort");
    const protocol = port.at("protocol");
    if (!node.number || protocol.state === "unknown") continue;
    if (node.number < 0 || node.number > 65535) report(node, `nodePort must be from 1 to 65535, and is ${node.number}.`);
    const key = `${protocol.string ?? "TCP"}/${node.number}`;
    const first = seen.get(key);
    if (first)
      report(node, `nodePort ${node.number} is already used by another port of this Service.`, {
        related: [{ message: "There.", at: first }],
      });
    else seen.set(key, node);
  }
}
