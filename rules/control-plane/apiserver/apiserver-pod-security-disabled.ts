// CIS Kubernetes Benchmark 5.2.1; Pod Security admission is on by default from Kubernetes 1.23, PodSecurityPolicy was removed in 1.25.
import { defineRule } from "../../../server/api.ts";
import { naming, pluginsUnknown, without } from "../_admission-plugin.ts";
import { KUBEADM_MISSING, mayMiss } from "../_flag.ts";
import { onComponent } from "../_visit.ts";

export default defineRule({
  id: "apiserver-pod-security-disabled",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Pod Security admission is switched off",
  why: "Nothing then enforces the pod-security.kubernetes.io labels of namespaces: they look like protection, and a privileged pod is admitted all the same.",
  ignoreWhen: "A policy engine (Kyverno, Gatekeeper, ValidatingAdmissionPolicy) enforces the Pod Security Standards instead.",
  standards: ["cis:5.2.1"],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-admission/"],
  peers: ["checkov:CKV_K8S_84", "kubescape:C-0068", "kics:pod_security_policy_admission_control_plugin_not_set"],
  fix: "suggestion",
  options: KUBEADM_MISSING,
  ...onComponent<typeof KUBEADM_MISSING>("kube-apiserver", (component, { options, kubernetes, report }) => {
    const disabled = naming(component, "disable", "PodSecurity");
    const policy = naming(component, "enable", "PodSecurityPolicy");
    if (policy?.given && kubernetes >= 25)
      report(
        policy.place,
        `${component.label} enables PodSecurityPolicy, which Kubernetes 1.25 removed.`,
        without(policy, "PodSecurityPolicy"),
      );
    else if (disabled && !policy)
      report(
        disabled.place,
        `${component.label} ignores Pod Security labels: --${disabled.name} names PodSecurity.`,
        without(disabled, "PodSecurity"),
      );
    else if (kubernetes < 23 && !policy && !naming(component, "enable", "PodSecurity"))
      if (mayMiss(component, options) && !pluginsUnknown(component))
        report(component.place, `${component.label} enables neither PodSecurityPolicy nor PodSecurity: every pod is admitted.`);
  }),
});
