// core/v1 PodSpec.runtimeClassName; agents.x-k8s.io Sandbox.
import { defineRule, type Pod, readLabels, set, stringMap, strings, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "missing-sandbox-runtime-class",
  family: "workload-hardening",
  severity: "info",
  tier: "all",
  title: "Untrusted workload without a sandboxed runtime",
  why: "Code of unknown origin shares the node's kernel with everything else: one kernel flaw and it is out. gVisor or a small virtual machine puts a second wall there.",
  ignoreWhen: "The nodes of this workload run nothing else and are thrown away after use.",
  references: ["https://kubernetes.io/docs/concepts/containers/runtime-class/"],
  peers: ["kubescape:C-0297", "kubescape:C-0242", "kubescape:C-0233"],
  fix: "suggestion",
  options: {
    approved: strings(["gvisor", "kata"], "Runtime classes that count as a sandbox; the fix proposes the first."),
    select: stringMap({}, "Labels of pods that need a sandbox. Objects of kind Sandbox and SandboxTemplate always need one."),
    namespaces: strings([], "Namespaces whose pods need a sandbox."),
  },
  pod(pod, { options, report }) {
    const { kind, group, name, namespace } = pod.resource;
    const selected =
      group.endsWith("agents.x-k8s.io") ||
      options.namespaces.includes(namespace ?? "default") ||
      carries(pod, Object.entries(options.select));
    const field = pod.at("runtimeClassName");
    if (!selected || field.state === "unknown" || options.approved.includes(field.string ?? "")) return;
    const [first] = options.approved;
    report(field, `${kind} "${name}" runs untrusted code and needs a sandboxed runtime (${options.approved.join(", ")}).`, {
      fixes: first === undefined ? [] : [suggestion(`Use the runtime class ${first}`, set(field, first))],
    });
  },
});

/** Whether the pod has all of these labels, of which there is at least one. */
function carries(pod: Pod, wanted: readonly (readonly [key: string, value: string])[]): boolean {
  if (wanted.length === 0) return false;
  const { labels } = readLabels(pod.metadata.at("labels"));
  return wanted.every(([key, value]) => labels[key] === value);
}
