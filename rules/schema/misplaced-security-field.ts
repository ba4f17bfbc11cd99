// core/v1: PodSecurityContext and SecurityContext share some fields and differ in the others; what stands at the wrong level is pruned.
import {
  type Context,
  defineRule,
  type Field,
  type Fix,
  type Pod,
  plainOf,
  type Resource,
  remove,
  set,
  suggestion,
} from "../../server/api.ts";
import { CONTAINER_CONTEXT, existing, POD_CONTEXT } from "./_fields.ts";

const CONTAINER_ONLY = new Set(CONTAINER_CONTEXT.filter((name) => !POD_CONTEXT.includes(name)));
const POD_ONLY = new Set(POD_CONTEXT.filter((name) => !CONTAINER_CONTEXT.includes(name)));
/** Names that mean nothing else when they stand beside `image` or `containers`. */
const CONTEXT_ONLY = new Set([...CONTAINER_CONTEXT, ...POD_CONTEXT]);
/** Names of the pod's spec that are looked for above it. */
const POD_LEVEL = new Set(["securityContext", "automountServiceAccountToken", "hostNetwork", "hostPID", "hostIPC"]);
const NETWORK_POLICY = new Set(["podSelector", "policyTypes", "ingress", "egress"]);
const PSA_LABEL = /^pod-security\.kubernetes\.io\//;

export default defineRule({
  id: "misplaced-security-field",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Security setting is in the wrong place and has no effect",
  why: "The API server drops a field that does not belong where it is written. The manifest looks hardened, review passes it, and the pod runs without the protection.",
  ignoreWhen: "Never, as far as we know: the field is dropped.",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  fix: "suggestion",
  needs: [...CONTEXT_ONLY, ...POD_LEVEL, ...NETWORK_POLICY, "security"],
  pod(pod, { report }) {
    const context = pod.at("securityContext");
    for (const field of existing(context, CONTAINER_ONLY))
      report(field.key, `${field.name} belongs in the securityContext of each container, not of the pod.`, {
        fixes: toContainers(field, pod),
      });
    for (const field of existing(pod.spec, CONTEXT_ONLY)) {
      const name = String(field.name);
      report(field.key, `${name} belongs in a securityContext, not in the pod's spec.`, {
        fixes: POD_CONTEXT.includes(name) ? move(field, context.at(name)) : toContainers(field, pod),
      });
    }
    controllerLevel(pod, report);
  },
  container(container, { report }) {
    const context = container.at("securityContext");
    for (const field of existing(context, POD_ONLY)) {
      const name = String(field.name);
      report(field.key, `${name} belongs in the securityContext of the pod, not of a container.`, {
        fixes: move(field, container.pod.at("securityContext", name)),
      });
    }
    for (const field of existing(container.field, CONTEXT_ONLY)) {
      const name = String(field.name);
      report(field.key, `${name} belongs in the container's securityContext.`, {
        fixes: move(field, CONTAINER_CONTEXT.includes(name) ? context.at(name) : container.pod.at("securityContext", name)),
      });
    }
    const token = container.at("automountServiceAccountToken");
    if (token.exists)
      report(token.key, "automountServiceAccountToken belongs in the pod's spec, not in a container.", {
        fixes: move(token, container.pod.at("automountServiceAccountToken")),
      });
    const resources = context.at("resources");
    if (resources.exists)
      report(resources.key, "resources belong in the container, not in its securityContext.", {
        fixes: move(resources, container.at("resources")),
      });
  },
  resource(resource, { report }) {
    if (resource.builtIn && resource.kind === "NetworkPolicy") networkPolicy(resource, report);
    if (!resource.builtIn || resource.kind !== "Namespace") return;
    for (const [name, value] of resource.at("metadata", "annotations").entries())
      if (PSA_LABEL.test(name))
        report(value.key, `${name} must be a label, not an annotation.`, {
          fixes: move(value, resource.at("metadata", "labels", name)),
        });
  },
});

/** `securityContext` and the like in the spec or the template of a controller, one level above the pod's spec. */
function controllerLevel(pod: Pod, report: Context["report"]): void {
  const { resource } = pod;
  if (!resource.builtIn || pod.spec.path.length - resource.root.path.length < 2) return;
  const template = pod.spec.parent;
  for (const holder of [resource.at("spec"), template, template?.at("metadata")])
    for (const field of holder ? existing(holder, POD_LEVEL) : []) {
      const name = String(field.name);
      report(field.key, `${name} belongs in the pod's spec (${pod.spec.path.join(".")}).`, {
        fixes: move(field, pod.at(name)),
      });
    }
}

function networkPolicy(policy: Resource, report: Context["report"]): void {
  for (const field of existing(policy.root, NETWORK_POLICY)) {
    const name = String(field.name);
    report(field.key, `${name} belongs in spec.`, { fixes: move(field, policy.at("spec", name)) });
  }
}

function move(from: Field, to: Field): readonly Fix[] {
  const value = plainOf(from);
  if (value === undefined || !to.absent) return [];
  return [suggestion(`Move to ${to.path.join(".")}`, set(to, value), remove(from))];
}

/** One setting of the pod becomes one of every container that does not set it itself. */
function toContainers(from: Field, pod: Pod): readonly Fix[] {
  const value = plainOf(from);
  const targets = pod.containers.map((container) => container.at("securityContext", from.name ?? ""));
  if (value === undefined || targets.some((target) => target.state === "unknown")) return [];
  return [
    suggestion(
      "Move to every container",
      ...targets.filter((target) => target.absent).map((target) => set(target, value)),
      remove(from),
    ),
  ];
}
