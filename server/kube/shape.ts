import type { Field, Path } from "../yaml/tree/field.ts";
import { CRON_JOB, POD, type PodSource, TEMPLATE } from "./kinds.ts";

/** A pod spec by itself, as named templates write it for several workloads. */
const SPEC: PodSource = { metadata: ["metadata"], spec: [], partial: true };

/** Where a mapping holds a pod by its shape: somewhere that a workload has its pod, there are containers. */
export function shapeOf(root: Field): PodSource | undefined {
  const found = [TEMPLATE, CRON_JOB, POD].find(({ spec }) => hasContainers(root.at(...spec)));
  return found ?? (hasContainers(root) && root.keys().every((key) => POD_FIELDS.has(key)) ? SPEC : undefined);
}

/** The fields of a PodSpec (core/v1): what has others beside its containers is something else. */
const POD_FIELDS: ReadonlySet<string> = new Set([
  ...[
    "activeDeadlineSeconds",
    "affinity",
    "automountServiceAccountToken",
    "containers",
    "dnsConfig",
    "dnsPolicy",
    "enableServiceLinks",
  ],
  ...["ephemeralContainers", "hostAliases", "hostIPC", "hostNetwork", "hostPID", "hostUsers", "hostname", "hostnameOverride"],
  ...["imagePullSecrets", "initContainers", "nodeName", "nodeSelector", "os", "overhead", "preemptionPolicy", "priority"],
  ...["priorityClassName", "readinessGates", "resourceClaims", "resources", "restartPolicy", "runtimeClassName", "schedulerName"],
  ...["schedulingGates", "securityContext", "serviceAccount", "serviceAccountName", "setHostnameAsFQDN", "shareProcessNamespace"],
  ...["subdomain", "terminationGracePeriodSeconds", "tolerations", "topologySpreadConstraints", "volumes", "workloadRef"],
]);

/** Whether a mapping is a pod spec by its shape: some of its containers name an image. */
function hasContainers(spec: Field): boolean {
  if (!spec.isMapping) return false;
  return ["containers", "initContainers"].some((list) =>
    spec
      .at(list)
      .items()
      .some((item) => item.isMapping && item.at("image").exists),
  );
}

const MAX_DEPTH = 24; // pods of custom resources lie deep, aliases may go round for ever

/**
 * The containers in a mapping that lie in none of these places, as lists: the first of each kind found. They run in some pod, but nobody knows which.
 */
export function strayContainers(root: Field, known: readonly Path[], depth = 0): Field | undefined {
  if (depth > MAX_DEPTH || root.origin === "alias" || root.origin === "merge") return undefined;
  if (root.isMapping && hasContainers(root) && !known.some((path) => isSame(path, root.path))) return root;
  const below = root.isMapping ? root.entries().map(([, field]) => field) : root.items();
  for (const field of below) {
    if (!field.isMapping && !field.isSequence) continue;
    const found = strayContainers(field, known, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function isSame(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((segment, i) => segment === b[i]);
}
