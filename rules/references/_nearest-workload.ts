import {
  contradictedLabel,
  deployedBeside,
  type IndexedObject,
  isOfOtherEnvironment,
  isPartlyRead,
  type Labels,
  nearlySame,
  type ObjectIndex,
  podSelectorOf,
  sameNamespace,
  selectorsOf,
  type WorkspaceContext,
} from "../../server/api.ts";
import { fromTheStart } from "./_pod-labels.ts";

/** Groups of custom resources from which no operator makes pods: they say what is scraped, routed, allowed or encrypted. */
const WITHOUT_PODS: ReadonlySet<string> = new Set([
  "acme.cert-manager.io",
  "autoscaling.k8s.io",
  "bitnami.com",
  "cert-manager.io",
  "cilium.io",
  "constraints.gatekeeper.sh",
  "crd.projectcalico.org",
  "external-secrets.io",
  "gateway.networking.k8s.io",
  "generators.external-secrets.io",
  "image.toolkit.fluxcd.io",
  "karpenter.k8s.aws",
  "karpenter.sh",
  "keda.sh",
  "kustomize.config.k8s.io",
  "kyverno.io",
  "metallb.io",
  "metrics.k8s.io",
  "networking.istio.io",
  "notification.toolkit.fluxcd.io",
  "policy.linkerd.io",
  "policy.sigstore.dev",
  "projectcalico.org",
  "route.openshift.io",
  "secrets-store.csi.x-k8s.io",
  "security.istio.io",
  "snapshot.storage.k8s.io",
  "source.toolkit.fluxcd.io",
  "telemetry.istio.io",
  "templates.gatekeeper.sh",
  "traefik.containo.us",
  "traefik.io",
]);
/** Of the Prometheus operator only some kinds make pods. */
const SCRAPED: ReadonlySet<string> = new Set([
  "PodMonitor",
  "Probe",
  "PrometheusRule",
  "ScrapeConfig",
  "ServiceMonitor",
  "AlertmanagerConfig",
]);

/**
 * Whether an operator may make the pods from a custom resource: they then bear its name, its kind, or labels of its group. What runs pods by
 * itself says which labels they have; those of a Rollout get others while it goes on.
 */
function mayMakePods(custom: IndexedObject, selecting: IndexedObject, wanted: Labels): boolean {
  const { group, kind, name, pods } = custom;
  if (group === "argoproj.io" && kind === "Rollout") return true;
  if (pods.length > 0 || WITHOUT_PODS.has(group) || (group === "monitoring.coreos.com" && SCRAPED.has(kind))) return false;
  // A name of one or two letters is a part of nearly any other.
  const holds = (text: string, part: string) => part.length > 2 && text.includes(part);
  const isItsOwn = (text: string) =>
    text === name || holds(text, name) || holds(name, text) || text.toLowerCase().includes(kind.toLowerCase());
  return isItsOwn(selecting.name) || Object.entries(wanted).some(([label, value]) => isItsOwn(value) || label.includes(group));
}

/** The workloads that answer, or may, to these labels where an object is deployed: in its namespace, and not in another environment that has the same object. */
export function workloadsFor(index: ObjectIndex, selecting: IndexedObject, wanted: Labels): readonly IndexedObject[] {
  const found = index.workloadsWith(wanted, selecting.namespace);
  return found.filter((workload) => !isOfOtherEnvironment(index, selecting, workload));
}

/** A workload that has the labels, beside the object but in another namespace that is written down as well. */
export function workloadElsewhere(index: ObjectIndex, selecting: IndexedObject, wanted: Labels): IndexedObject | undefined {
  if (selecting.namespace === undefined) return undefined;
  return index
    .workloadsWith(wanted, undefined)
    .find((workload) => !sameNamespace(workload.namespace, selecting.namespace) && deployedBeside(workload, selecting));
}

/**
 * The workload beside an object that selects none, in its namespace, that has most of the labels. None where an operator may make the pods: from a
 * custom resource that is deployed beside it, or from one of its name anywhere; and of a build that is not known as a whole only one whose labels are
 * mistyped. The pods of Jobs serve nobody.
 */
export function nearestWorkload(index: ObjectIndex, selecting: IndexedObject, wanted: Labels): IndexedObject | undefined {
  const mayMake = (custom: IndexedObject) => mayMakePods(custom, selecting, wanted);
  if (index.customBeside(selecting).some(mayMake) || index.customNamed(selecting).some(mayMake)) return undefined;
  const near = index.nearestWorkload(selecting, wanted);
  return near && isPartlyRead(selecting) && !isMistyped(near, wanted) ? undefined : near;
}

/** Whether the workload has all the labels, and those that differ do so by a slip of the fingers. */
function isMistyped(workload: IndexedObject, wanted: Labels): boolean {
  const labels = workload.pods[0]?.labels ?? {};
  return isMeant(workload, wanted) && Object.keys(wanted).every((label) => label in labels);
}

/** What the labels lack, in words. */
export function differences(workload: IndexedObject, wanted: Labels): string {
  const labels = workload.pods[0]?.labels ?? {};
  const parts = Object.entries(wanted)
    .filter(([label, value]) => labels[label] !== value)
    .map(
      ([label, value]) => `"${label}: ${value}" is ${label in labels ? `"${labels[label]}"` : "missing"} on ${podsOf(workload)}`,
    );
  return parts.join("; ");
}

function podsOf({ kind, name }: IndexedObject): string {
  return kind === "Pod" ? `Pod "${name}"` : `${kind} "${name}"`;
}

/**
 * Reports an object of the kind that can select no pod, or selects none although a workload beside it differs but by a mistyped or missing label. A workload that
 * another object of the kind selects is not meant: that another one is made elsewhere is likelier.
 */
export function reportDangling(kind: string, object: IndexedObject, index: ObjectIndex, { report }: WorkspaceContext): void {
  if (object.kind !== kind || !object.builtIn) return;
  const { name } = object;
  const selector = podSelectorOf(object);
  if (!selector || selector.uncertain) return;
  const contradicted = contradictedLabel(selector);
  if (contradicted !== undefined)
    report(selector.site, `${kind} "${name}" selects no pod: what it asks of the label "${contradicted}" contradicts itself.`);
  if (contradicted !== undefined || selector.matchExpressions.length > 0) return;
  const wanted = fromTheStart(selector.matchLabels);
  if (isEverything(wanted) || workloadsFor(index, object, wanted).length > 0) return;
  const elsewhere = workloadElsewhere(index, object, wanted);
  const near = elsewhere ?? nearestWorkload(index, object, wanted);
  if (!near || !isMeant(near, wanted) || isClaimed(near, kind, index)) return;
  const why = elsewhere ? `${near.kind} "${near.name}" is in namespace "${near.namespace}"` : differences(near, wanted);
  report(selector.site, `${kind} "${name}" selects no pod: ${why}.`, {
    related: [{ message: `The nearest workload, ${near.kind} "${near.name}".`, object: near, at: near.site }],
  });
}

/** Whether another object of the kind selects the workload, and not just everything. */
function isClaimed(workload: IndexedObject, kind: string, index: ObjectIndex): boolean {
  return selectorsOf(index, workload, kind).some((other) => !isEverything(podSelectorOf(other)?.matchLabels ?? {}));
}

function isEverything(labels: Labels): boolean {
  return Object.keys(labels).length === 0;
}

/** Whether the labels differ from those of the workload by a slip of the fingers, or because they are missing. */
export function isMeant({ pods }: IndexedObject, wanted: Labels): boolean {
  return Object.entries(wanted).every(([label, value]) => {
    const actual = pods[0]?.labels[label];
    return actual === undefined || actual === value || nearlySame(value, [actual]) !== undefined;
  });
}
