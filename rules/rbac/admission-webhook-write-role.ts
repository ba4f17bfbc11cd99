// CIS Kubernetes Benchmark 5.1.12; kubernetes: admissionregistration.k8s.io/v1.
import { type Access, defineRule, grantOf } from "../../server/api.ts";
import { onGrant } from "./_grant.ts";

/** A new webhook or policy that changes objects is the cluster; what is there already can be looked at. */
const MUTATE: Access = {
  groups: ["admissionregistration.k8s.io"],
  resources: ["mutatingwebhookconfigurations", "mutatingadmissionpolicies", "mutatingadmissionpolicybindings"],
  verbs: ["create"],
};

export default defineRule({
  id: "admission-webhook-write-role",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Role lets its holders change admission control",
  why: "Whoever writes a webhook configuration sees every object that is created, secrets included, and can change it on its way; whoever deletes one switches the policies of the cluster off.",
  ignoreWhen:
    "It is the role of a policy engine, or of an operator that registers its own webhook and cannot know its name beforehand.",
  how: "Limit update and patch with resourceNames to the configurations that the holder owns, and let the installation create them.",
  standards: ["cis:5.1.12"],
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  peers: ["checkov:CKV_K8S_155", "trivy:KSV-0114", "kubescape:C-0281"],
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [
      {
        groups: ["admissionregistration.k8s.io"],
        resources: [
          "mutatingwebhookconfigurations",
          "validatingwebhookconfigurations",
          "validatingadmissionpolicies",
          "validatingadmissionpolicybindings",
          "mutatingadmissionpolicies",
          "mutatingadmissionpolicybindings",
        ],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
    ],
    kinds: ["ClusterRole"],
    severity: ({ rule }) => (grantOf(rule, MUTATE) ? undefined : "warning"),
  }),
});
