// Pod Security Standards, baseline control "Host Ports" (check_hostPorts.go).
import { defineRule, integers, narrowing, remove } from "../../server/api.ts";

export default defineRule({
  id: "host-port",
  family: "pod-security",
  severity: "warning",
  tier: "recommended",
  title: "Container takes a port of its node",
  why: "The container answers on the node's own addresses, past Services and, with many network plug-ins, past network policies. Only one such pod fits on a node: the next one stays Pending.",
  ignoreWhen: "An ingress controller or node agent that is meant to be reached at its node's address.",
  standards: ["pss:baseline", "cis:5.2.13", "nsa"],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"],
  peers: [
    "checkov:CKV_K8S_26",
    "trivy:KSV-0024",
    "kubescape:C-0044",
    "kubescape:C-0204",
    "polaris:hostPortSet",
    "monokle:PSS106",
    "monokle:KSV024",
    "kics:workload_host_port_not_specified(inverse)",
    "kics:image_host_port_not_specified(inverse)",
  ],
  fix: "suggestion",
  options: { allowedPorts: integers([], "Ports of the node that containers may take.") },
  needs: ["hostPort"],
  container(container, { options, report }) {
    for (const port of container.at("ports").items()) {
      const field = port.at("hostPort");
      const number = field.number;
      if (number === undefined || number === 0 || options.allowedPorts.includes(number)) continue;
      // With the node's network every container port is a port of the node: host-network says so once.
      if (container.pod.at("hostNetwork").value === true && port.at("containerPort").value === number) continue;
      report(field.pair, `Container "${container.name}" takes port ${number} on its node.`, {
        fixes: [narrowing(container.pod, "Remove hostPort", remove(field))],
      });
    }
  },
});
