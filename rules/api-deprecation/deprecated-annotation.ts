// Well-known annotations, https://kubernetes.io/docs/reference/labels-annotations-taints/; seccomp: KEP-135; AppArmor: KEP-24.
import {
  type Container,
  defineRule,
  type Field,
  type Fix,
  type Json,
  type Pod,
  remove,
  safe,
  set,
  suggestion,
} from "../../server/api.ts";

const SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
const SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";
const APPARMOR = "container.apparmor.security.beta.kubernetes.io/";

export default defineRule({
  id: "deprecated-annotation",
  family: "api-deprecation",
  severity: "warning",
  tier: "recommended",
  title: "Annotation is deprecated",
  why: "What used to be an annotation is a field today, and newer clusters ignore the annotation. A seccomp annotation, for one, has had no effect since Kubernetes 1.27: the profile that the manifest seems to ask for is not applied.",
  ignoreWhen: "The manifest must also work on a cluster, or with an ingress controller, that knows only the annotation.",
  references: ["https://kubernetes.io/docs/reference/labels-annotations-taints/"],
  fix: "safe",
  tag: "deprecated",
  needs: ["alpha", "beta", "class"],
  pod(pod, { kubernetes, report }) {
    for (const [name, value] of pod.metadata.at("annotations").entries()) {
      const found = podAnnotation(pod, name, value, kubernetes);
      if (found) report(value.pair, found.message, { fixes: found.fixes });
    }
  },
  resource(resource, { kubernetes, report }) {
    if (!resource.builtIn) return;
    const move = Object.hasOwn(MOVES, resource.kind) ? MOVES[resource.kind] : undefined;
    for (const { annotation, since, field, value: convert, fix } of move ?? []) {
      const value = resource.at("metadata", "annotations", annotation);
      if (value.value === undefined || since > kubernetes || ONLY_ANNOTATED.has(value.value)) continue;
      const target = resource.at(...field);
      const moved = convert(String(value.value));
      const fixes =
        target.absent && moved !== undefined && !value.conditional
          ? [fix(`Move to ${field.join(".")}`, set(target, moved), remove(value))]
          : [];
      report(value.pair, `The annotation ${shortName(annotation)} is deprecated: use ${field.at(-1)}.`, { fixes });
    }
  },
});

interface Move {
  readonly annotation: string;
  readonly since: number;
  readonly field: readonly string[];
  readonly value: (text: string) => Json | undefined;
  readonly fix: typeof safe;
}

const asIs = (text: string): Json => text;

/** Ingress classes of a controller that reads the annotation only (GKE Ingress). */
const ONLY_ANNOTATED: ReadonlySet<unknown> = new Set(["gce", "gce-internal"]);

const STORAGE_CLASS: Move = {
  annotation: "volume.beta.kubernetes.io/storage-class",
  since: 6,
  field: ["spec", "storageClassName"],
  value: asIs,
  fix: safe,
};

const MOVES: Readonly<Record<string, readonly Move[]>> = {
  Ingress: [
    { annotation: "kubernetes.io/ingress.class", since: 18, field: ["spec", "ingressClassName"], value: asIs, fix: suggestion },
  ],
  PersistentVolumeClaim: [STORAGE_CLASS],
  PersistentVolume: [STORAGE_CLASS],
  Service: [
    {
      annotation: "service.alpha.kubernetes.io/tolerate-unready-endpoints",
      since: 11,
      field: ["spec", "publishNotReadyAddresses"],
      value: (text) => (text === "true" ? true : text === "false" ? false : undefined),
      fix: safe,
    },
  ],
};

interface Found {
  readonly message: string;
  readonly fixes: readonly Fix[];
}

function podAnnotation(pod: Pod, name: string, value: Field, kubernetes: number): Found | undefined {
  if (name === SECCOMP_POD) return seccomp(pod.at("securityContext", "seccompProfile"), value, kubernetes);
  if (name.startsWith(SECCOMP_CONTAINER)) {
    const container = byName(pod, name.slice(SECCOMP_CONTAINER.length));
    return seccomp(container?.at("securityContext", "seccompProfile"), value, kubernetes);
  }
  if (name.startsWith(APPARMOR) && kubernetes >= 30) {
    const target = byName(pod, name.slice(APPARMOR.length))?.at("securityContext", "appArmorProfile");
    return {
      message: "The AppArmor annotation is deprecated since Kubernetes 1.30: use appArmorProfile.",
      fixes: profileFixes(target, value, safe),
    };
  }
  const critical = pod.resource.kind === "DaemonSet" ? "system-node-critical" : "system-cluster-critical";
  if (name === "scheduler.alpha.kubernetes.io/critical-pod" && kubernetes >= 16)
    return {
      message: "The annotation critical-pod has no effect since Kubernetes 1.16: use priorityClassName.",
      fixes: pod.at("priorityClassName").absent
        ? [suggestion(`Use priorityClassName: ${critical}`, set(pod.at("priorityClassName"), critical), remove(value))]
        : [suggestion("Remove the annotation", remove(value))],
    };
  if (
    (name === "scheduler.alpha.kubernetes.io/tolerations" || name === "scheduler.alpha.kubernetes.io/affinity") &&
    kubernetes >= 8
  )
    return {
      message: `The annotation ${shortName(name)} has no effect since Kubernetes 1.8: use the field of the pod.`,
      fixes: [],
    };
  return undefined;
}

function seccomp(target: Field | undefined, value: Field, kubernetes: number): Found | undefined {
  if (kubernetes < 19) return undefined;
  const move = kubernetes >= 27 ? suggestion : safe; // what has had no effect takes effect
  const state = kubernetes >= 27 ? "has no effect since Kubernetes 1.27" : "is deprecated since Kubernetes 1.19";
  return { message: `The seccomp annotation ${state}: use seccompProfile.`, fixes: profileFixes(target, value, move) };
}

/** Moves `runtime/default`, `docker/default`, `localhost/NAME` or `unconfined` to a profile field that is not set yet. */
function profileFixes(target: Field | undefined, value: Field, move: typeof safe): readonly Fix[] {
  const text = value.string;
  if (!target || text === undefined) return [];
  // Under a condition the one may be rendered where the other is not.
  if (value.conditional || target.conditional) return [];
  if (!target.absent)
    return target.at("type").value === undefined ? [] : [safe("Remove the annotation: the field is set", remove(value))];
  const local = /^localhost\/(.+)$/.exec(text)?.[1];
  if (text === "runtime/default" || text === "docker/default")
    return [move("Move to the field", set(target, { type: "RuntimeDefault" }), remove(value))];
  if (local) return [move("Move to the field", set(target, { type: "Localhost", localhostProfile: local }), remove(value))];
  if (text === "unconfined") return [suggestion("Move to the field", set(target, { type: "Unconfined" }), remove(value))];
  return [];
}

/** The last part of an annotation's name: all that a reader needs beside the underlined whole. */
function shortName(annotation: string): string {
  return annotation.slice(annotation.indexOf("/") + 1);
}

function byName(pod: Pod, name: string): Container | undefined {
  return pod.containers.find((container) => container.name === name);
}
