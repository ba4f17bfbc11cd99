// https://kubernetes.io/docs/reference/labels-annotations-taints/#node-role-kubernetes-io-control-plane-taint
import { boolean, defineRule, type Field, type Pod, remove, suggestion } from "../../server/api.ts";

const CONTROL_PLANE = /^node-role\.kubernetes\.io\/(control-plane|master)$/;

export default defineRule({
  id: "control-plane-toleration",
  family: "workload-hardening",
  severity: "warning",
  tier: "strict",
  title: "Pod may run on control-plane nodes",
  why: "On such a node the pod is next to etcd, the API server's keys and the administrators' credentials: one way out of the container and the cluster is lost. It also competes with them for memory.",
  ignoreWhen:
    "Part of the cluster itself: an operator of the control plane, a node agent that belongs on every node (DaemonSets are not reported).",
  fix: "suggestion",
  options: { includeDaemonSets: boolean(false, "Report DaemonSets too.") },
  needs: ["tolerations", "nodeSelector", "nodeAffinity"],
  pod(pod, { options, report }) {
    const { kind, name } = pod.resource;
    if (kind === "DaemonSet" && !options.includeDaemonSets) return;
    for (const toleration of pod.at("tolerations").items()) {
      if (!toleratesControlPlane(toleration)) continue;
      const key = toleration.at("key");
      report(key.exists ? key : toleration, `${kind} "${name}" tolerates the taint of control-plane nodes.`, {
        fixes: [suggestion("Remove the toleration", remove(toleration))],
      });
    }
    for (const place of selections(pod)) report(place, `${kind} "${name}" targets control-plane nodes.`);
  },
});

/** With the key of the taint, or without any key (which tolerates everything) and no other effect than NoSchedule. */
function toleratesControlPlane(toleration: Field): boolean {
  const key = toleration.at("key");
  const effect = toleration.at("effect");
  if (key.string) return CONTROL_PLANE.test(key.string);
  if (key.state === "unknown" || toleration.at("operator").value !== "Exists") return false;
  return effect.absent || effect.value === "" || effect.value === "NoSchedule";
}

/** The node selector and the node affinity terms that want the label of control-plane nodes. */
function selections(pod: Pod): readonly (Field | Field["key"])[] {
  const found: (Field | Field["key"])[] = [];
  for (const [label, value] of pod.at("nodeSelector").entries()) if (CONTROL_PLANE.test(label)) found.push(value.key);
  const affinity = pod.at("affinity", "nodeAffinity");
  const terms = [
    ...affinity.at("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms").items(),
    ...affinity
      .at("preferredDuringSchedulingIgnoredDuringExecution")
      .items()
      .map((preference) => preference.at("preference")),
  ];
  for (const term of terms)
    for (const expression of term.at("matchExpressions").items()) {
      const operator = expression.at("operator").value;
      const key = expression.at("key");
      if ((operator === "Exists" || operator === "In") && CONTROL_PLANE.test(key.string ?? "")) found.push(key);
    }
  return found;
}
