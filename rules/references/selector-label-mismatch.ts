// pkg/apis/apps/validation: the selector must not be empty and must match `spec.template.metadata.labels`.
import {
  type Context,
  defineRule,
  type Field,
  isMisspelt,
  type Resource,
  readLabels,
  readSelector,
  remove,
  selects,
  set,
  suggestion,
} from "../../server/api.ts";

export default defineRule({
  id: "selector-label-mismatch",
  family: "references",
  severity: "error",
  tier: "recommended",
  title: "Selector does not match the labels of the template",
  why: "The API server refuses a controller whose selector does not find the pods that it would make. The usual cause is a label that was renamed in one of the two places.",
  ignoreWhen: "Never: the object cannot be applied. What an overlay adds is taken into account.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector"],
  peers: [
    "kube-linter:mismatching-selector",
    "kubescape:C-0296",
    "kube-score:deployment-pod-selector-labels-match-template-metadata-labels",
    "kube-score:statefulset-pod-selector-labels-match-template-metadata-labels",
    "monokle:LNK001",
  ],
  kinds: ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob"],
  resource(resource, context) {
    if (resource.kind === "CronJob") checkCronJob(resource, context);
    if (resource.kind === "CronJob") return;
    if (resource.kind === "Job" && resource.at("spec", "manualSelector").value !== true) {
      checkGenerated(resource, context);
      return;
    }
    const isPlain = resource.kind === "ReplicationController";
    const selector = resource.at("spec", "selector");
    const labels = resource.at("spec", "template", "metadata", "labels");
    const asked = (isPlain ? selector : selector.at("matchLabels")).entries();
    if (asked.length === 0 && !isPlain && isEmpty(selector)) reportEmpty(resource, selector, labels, context);
    // Labels or a template under another name are said where they stand.
    if ([labels, labels.parent, labels.parent?.parent].some((one) => one?.absent && isMisspelt(one))) return;
    for (const [key, wanted] of asked) compare(wanted, labels.at(key), key, context);
    if (!isPlain) compareExpressions(selector, labels, context);
  },
});

/** batch validation, ValidateJobTemplateSpec: the Job controller makes the selector, and a CronJob may name none. */
function checkCronJob(resource: Resource, { report }: Context): void {
  const job = resource.at("spec", "jobTemplate", "spec");
  for (const field of [job.at("selector"), job.at("manualSelector")])
    if (field.isMapping || field.value === true)
      report(field.key, `CronJob "${resource.name}" sets ${field.name}, which is not allowed.`, {
        fixes: [suggestion(`Remove ${field.name}`, remove(field))],
      });
}

/**
 * batch validation, validateGeneratedSelector: without manualSelector a Job may select only by the labels that the server gives to its pods. Those of a
 * Job that was exported hold the number of its controller, and may be applied to it again.
 */
function checkGenerated(job: Resource, { report }: Context): void {
  const manual = job.at("spec", "manualSelector");
  const selector = job.at("spec", "selector");
  if (manual.state === "unknown" || !selector.isMapping || selector.open) return;
  const isForeign = (key: string) => !/^(?:batch\.kubernetes\.io\/)?(?:job-name|controller-uid)$/.test(key);
  const [labels, expressions] = [selector.at("matchLabels"), selector.at("matchExpressions")];
  const asked = [
    ...labels.entries().flatMap(([key, { value }]) => {
      const isOther = key.endsWith("job-name") && value !== undefined && job.name !== "" && value !== job.name;
      return isForeign(key) || isOther ? [key] : [];
    }),
    ...expressions.items().flatMap((item) => {
      const key = item.at("key").string ?? "";
      const operator = item.at("operator").string ?? "";
      const isWrong = isForeign(key) ? /^(?:In|Exists)$/.test(operator) : operator === "DoesNotExist";
      return key !== "" && isWrong ? [key] : [];
    }),
  ];
  const [key] = asked;
  if (key === undefined) return;
  report(selector.key, `Job "${job.name}" selects by "${key}", which needs manualSelector: true.`, {
    fixes: [suggestion("Remove the selector", remove(selector))],
  });
}

/** Whether a selector certainly holds no requirement. */
function isEmpty(selector: Field): boolean {
  const parts = [selector.at("matchLabels"), selector.at("matchExpressions")];
  if (selector.keys().some((key) => key !== "matchLabels" && key !== "matchExpressions")) return false; // another fault
  return selector.absent || (selector.isMapping && parts.every((part) => part.absent || (isBare(part) && !part.open)));
}

function isBare(part: Field): boolean {
  return (part.isMapping || part.isSequence) && part.entries().length + part.items().length === 0;
}

/** Older versions of the API made the selector of the labels. What has no labels or no image is a part of an object. */
function reportEmpty(resource: Resource, selector: Field, labels: Field, { report }: Context): void {
  const containers = resource.at("spec", "template", "spec", "containers").items();
  const isWhole = containers.length > 0 && containers.every((container) => container.at("image").exists);
  if (resource.kind === "Job") {
    if (selector.absent)
      report(resource.at("spec", "manualSelector"), `Job "${resource.name}" sets manualSelector and has no selector.`);
    return;
  }
  if (resource.apiVersion !== "apps/v1" || !isWhole || labels.entries().length === 0) return;
  const { labels: wanted, uncertain } = readLabels(labels);
  const fixes = uncertain ? [] : [suggestion("Select the labels of the template", set(selector.at("matchLabels"), wanted))];
  report(selector, `${resource.kind} "${resource.name}" has no selector, which apps/v1 requires.`, { fixes });
}

function compare(wanted: Field, actual: Field, key: string, { report }: Context): void {
  const value = labelOf(wanted);
  const given = labelOf(actual);
  if (value === undefined || (!actual.absent && given === undefined) || String(given) === String(value)) return;
  const what = given === undefined ? "lack it" : `say "${given}"`;
  const fixes = [suggestion(`Label the pods "${key}: ${value}"`, set(actual, value))];
  if (!actual.absent) fixes.push(suggestion(`Select "${key}: ${actual.value}"`, set(wanted, actual.value ?? "")));
  report(wanted, `The selector requires "${key}: ${value}", but the template's labels ${what}.`, {
    fixes,
    related: [{ message: "The labels of the template.", at: actual }],
  });
}

/** Null is read as an empty text. */
function labelOf({ value, raw, absent }: Field): string | number | boolean | undefined {
  return absent && raw === null ? "" : value;
}

function compareExpressions(selector: Field, labels: Field, { report }: Context): void {
  const items = selector.at("matchExpressions").items();
  if (items.length === 0) return;
  const known = readLabels(labels);
  const { matchExpressions, uncertain } = readSelector(selector);
  if (known.uncertain || uncertain) return;
  for (const [i, requirement] of matchExpressions.entries()) {
    const one = { matchLabels: {}, matchExpressions: [requirement], uncertain: false };
    const item = items[i];
    if (!item || !OPERATORS.has(requirement.operator) || selects(one, known.labels)) continue;
    const { key, operator, values } = requirement;
    const asked = [key, operator, ...(values.length > 0 ? [values.join(", ")] : [])].join(" ");
    report(item.at("key"), `The selector requires "${asked}", which the template's labels do not match.`, {
      related: [{ message: "The labels of the template.", at: labels }],
    });
  }
}

const OPERATORS: ReadonlySet<string> = new Set(["In", "NotIn", "Exists", "DoesNotExist"]);
