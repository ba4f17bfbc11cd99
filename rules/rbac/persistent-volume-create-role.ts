// CIS Kubernetes Benchmark 5.1.9; PersistentVolume.spec.hostPath is not covered by the Pod Security Standards.
import { defineRule, grantOf, policyRulesOf, type Resource } from "../../server/api.ts";
import { grantsOf, reportGrant, resourceWords } from "./_grant.ts";

const ACCESS = { groups: [""], resources: ["persistentvolumes"], verbs: ["create"] };
const CLASSES = { groups: ["storage.k8s.io"], resources: ["storageclasses"], verbs: ["get", "list", "watch"] };
const CLAIMS = { groups: [""], resources: ["persistentvolumeclaims"], verbs: ["list", "watch"] };

export default defineRule({
  id: "persistent-volume-create-role",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role lets its holders create persistent volumes",
  why: "A persistent volume can be a path of the node. Pod Security sees only the harmless claim in the pod, so the root file system of a node is two objects away.",
  ignoreWhen:
    "It is the role of a storage provisioner, whose work is to create volumes; one that also reads storage classes and claims is taken for such a role.",
  how: "Let a storage class with a provisioner create the volumes.",
  standards: ["cis:5.1.9"],
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  peers: ["kubescape:C-0278"],
  fix: "suggestion",
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  kinds: ["ClusterRole"],
  needs: resourceWords(ACCESS),
  resource(role, ctx) {
    if (isProvisioner(role)) return;
    for (const grant of grantsOf(role, [ACCESS])) reportGrant(role, grant, ctx, undefined, "verb");
  },
});

/** A provisioner answers claims as their storage class says. */
function isProvisioner(role: Resource): boolean {
  const rules = policyRulesOf(role);
  return [CLASSES, CLAIMS].every((access) => rules.some((rule) => grantOf(rule, access) !== undefined));
}
