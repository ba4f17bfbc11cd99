// Classes system-cluster-critical and system-node-critical are for the cluster's own pods; quota may forbid them elsewhere.
import { defineRule, strings } from "../../server/api.ts";

const SYSTEM: ReadonlySet<string> = new Set(["system-cluster-critical", "system-node-critical"]);

export default defineRule({
  id: "disallowed-priority-class",
  family: "resources-reliability",
  severity: "warning",
  tier: "strict",
  title: "Pod uses a priority class that is not allowed",
  why: "Pods of the system classes preempt everything else and are never preempted themselves. An application that claims one takes the place of DNS when the cluster is full.",
  ignoreWhen: "The pod is a part of the cluster itself and lives in another namespace than kube-system: allow its class.",
  how: "Use a priority class of your own.",
  options: { allowed: strings([], "Classes that are allowed; empty: all but the system classes outside kube-system") },
  references: ["https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/"],
  peers: ["kube-linter:priority-class-name"],
  needs: ["priorityClassName"],
  pod(pod, { options, report }) {
    const name = pod.at("priorityClassName");
    const text = name.string;
    if (!text) return;
    const { namespace } = pod.resource;
    const allowed =
      options.allowed.length > 0
        ? options.allowed.includes(text)
        : !SYSTEM.has(text) || namespace === undefined || namespace === "kube-system";
    if (!allowed) report(name, `${pod.resource.kind} "${pod.resource.name}" may not use the priority class ${text}.`);
  },
});
