// Admission plug-in SecurityContextDeny: deprecated in Kubernetes 1.27, removed in 1.30.
import { defineRule } from "../../../server/api.ts";
import { naming, without } from "../_admission-plugin.ts";
import { KUBEADM_MISSING, mayMiss } from "../_flag.ts";
import { onComponent } from "../_visit.ts";

export default defineRule({
  id: "apiserver-security-context-deny",
  family: "control-plane",
  severity: "info",
  tier: "recommended",
  title: "Admission plug-in SecurityContextDeny is enabled",
  why: "The plug-in refuses some security settings outright, the good ones as well, and gives a false sense of safety. It is gone from Kubernetes 1.30: an API server that is told to load it does not start.",
  ignoreWhen: "An old cluster that has neither Pod Security admission nor PodSecurityPolicy.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/"],
  peers: [
    "checkov:CKV_K8S_81",
    "trivy:KCV-0013",
    "kubescape:C-0124",
    "kics:security_context_deny_admission_control_plugin_not_set",
  ],
  fix: "suggestion",
  yieldsTo: ["apiserver-pod-security-disabled"],
  options: KUBEADM_MISSING,
  ...onComponent<typeof KUBEADM_MISSING>("kube-apiserver", (component, { options, kubernetes, report }) => {
    const plugin = "SecurityContextDeny";
    const flag = naming(component, "enable", plugin);
    if (flag?.given) {
      const gone = kubernetes >= 30;
      const end = gone ? "which Kubernetes 1.30 removed" : "which is deprecated";
      report(flag.place, `${component.label} enables ${plugin}, ${end}.`, {
        ...without(flag, plugin),
        severity: gone ? "error" : "info",
      });
    } else if (kubernetes < 23 && mayMiss(component, options) && !naming(component, "enable", "PodSecurityPolicy"))
      report(component.place, `${component.label} enables no plug-in that checks the security settings of pods.`);
  }),
});
