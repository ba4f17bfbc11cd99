// Kubernetes 1.25 removed PodSecurityPolicy (KEP-2579), which 1.21 had deprecated.
import { asksTheCluster, defineRule, isOffered } from "../../server/api.ts";

export default defineRule({
  id: "pod-security-policy-removed",
  family: "policy-mesh",
  severity: "error",
  tier: "recommended",
  title: "PodSecurityPolicy no longer exists",
  why: "The API server does not know the kind since Kubernetes 1.25: applying the manifest fails. Worse, whoever believes that the policy still holds runs a cluster in which nothing limits pods any more.",
  ignoreWhen:
    "The manifest is for a cluster before 1.25: set `kubernetesVersion`. A template that a chart writes only where a value is set is reported as a warning, one that asks the cluster for its versions not at all.",
  how: "Label the namespaces for Pod Security admission (`pod-security.kubernetes.io/enforce`), or write the finer points as a ValidatingAdmissionPolicy or for a policy engine. Then remove the policy and the RBAC rules with the verb `use`.",
  references: [
    "https://kubernetes.io/docs/concepts/security/pod-security-policy/",
    "https://kubernetes.io/docs/tasks/configure-pod-container/migrate-from-psp/",
  ],
  peers: [
    "checkov:CKV_K8S_1",
    "checkov:CKV_K8S_2",
    "checkov:CKV_K8S_3",
    "checkov:CKV_K8S_4",
    "checkov:CKV_K8S_5",
    "checkov:CKV_K8S_6",
    "checkov:CKV_K8S_7",
    "checkov:CKV_K8S_24",
    "checkov:CKV_K8S_32",
    "checkov:CKV_K8S_36",
    "kubescape:C-0213",
    "kubescape:C-0214",
    "kubescape:C-0215",
    "kubescape:C-0216",
    "kubescape:C-0217",
    "kubescape:C-0218",
    "kubescape:C-0219",
    "kubescape:C-0220",
    "kics:psp_*",
  ],
  tag: "deprecated",
  kinds: ["PodSecurityPolicy"],
  resource(policy, { kubernetes, report }) {
    if (kubernetes < 21 || policy.apiVersion === "" || asksTheCluster(policy)) return;
    // At the API version, where the general rules about versions would report the same.
    const version = policy.at("apiVersion");
    if (kubernetes >= 25)
      report(
        version,
        `PodSecurityPolicy "${policy.name}" cannot be applied: Kubernetes 1.25 removed it.`,
        isOffered(policy) ? { severity: "warning" } : {},
      );
    else report(version, `PodSecurityPolicy "${policy.name}" is gone in Kubernetes 1.25.`, { severity: "warning" });
  },
});
