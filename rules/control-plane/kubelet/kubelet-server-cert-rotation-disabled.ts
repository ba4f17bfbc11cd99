// CIS Kubernetes Benchmark 1.3.6 and 4.2.11; feature gate RotateKubeletServerCertificate (default true).
import { defineRule, isFalse, remove, suggestion } from "../../../server/api.ts";
import { GATED_CONFIGURATIONS, gatesOf } from "../_feature-gate.ts";

import { onComponent } from "../_visit.ts";

const GATE = "RotateKubeletServerCertificate";

const flags = onComponent(["kube-controller-manager", "kubelet"], (component, { report }) => {
  for (const gate of gatesOf(component))
    if (gate.name === GATE && isFalse(gate.value))
      report(gate.flag.place, `${component.label} sets ${GATE}=false.`, {
        fixes: gate.drop(),
      });
});

export default defineRule({
  id: "kubelet-server-cert-rotation-disabled",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Kubelet serving certificates are not rotated",
  why: "The certificate then expires on a day that nobody has in the calendar. From then on logs, exec and metrics of the node fail, or the check is switched off in haste.",
  ignoreWhen: "Serving certificates are issued and renewed by something else.",
  standards: ["cis:1.3.6", "cis:4.2.11"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"],
  peers: [
    "checkov:CKV_K8S_112",
    "trivy:KCV-0038",
    "trivy:KCV-0091",
    "kubescape:C-0149",
    "kubescape:C-0183",
    "kics:rotate_kubelet_server_certificate_not_active",
  ],
  fix: "suggestion",
  kinds: [...flags.kinds, ...GATED_CONFIGURATIONS],
  needs: [GATE],
  container: flags.container,
  resource(resource, ctx) {
    flags.resource(resource, ctx);
    if (resource.kind !== "KubeletConfiguration") return;
    const gate = resource.at("featureGates", GATE);
    if (gate.value === false)
      ctx.report(gate, `The kubelet does not renew its serving certificate: ${GATE} is off.`, {
        fixes: [suggestion("Leave the gate at its default", remove(gate))],
      });
  },
});
