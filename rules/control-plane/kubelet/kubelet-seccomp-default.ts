// KEP-2413: seccompDefault, stable in Kubernetes 1.27.
import { defineRule, set, suggestion } from "../../../server/api.ts";

export default defineRule({
  id: "kubelet-seccomp-default",
  family: "control-plane",
  severity: "info",
  tier: "strict",
  title: "Kubelet runs pods without seccomp by default",
  why: "Without a default profile a container may use every system call of the node's kernel, the rare ones with the holes included.",
  ignoreWhen: "Some workloads need calls that RuntimeDefault refuses and cannot be changed yet.",
  standards: ["nsa"],
  references: ["https://kubernetes.io/docs/tutorials/security/seccomp/"],
  fix: "suggestion",
  kinds: ["kubelet.config.k8s.io/KubeletConfiguration"],
  resource(resource, { kubernetes, report }) {
    const field = resource.at("seccompDefault");
    if (kubernetes < 27 || field.value === true || field.state === "unknown") return;
    report(
      field.absent ? resource.at("kind") : field,
      `The kubelet runs pods without seccomp by default: seccompDefault is ${field.absent ? "not set" : "not true"}.`,
      { fixes: [suggestion("Use RuntimeDefault by default", set(field, true))] },
    );
  },
});
