// CIS Kubernetes Benchmark 5.1.2; list and watch return the content of secrets.
import { choice, defineRule, strings } from "../../server/api.ts";
import { grantsOf, reportGrant } from "./_grant.ts";
import { ROLES } from "./_role.ts";

const READ: readonly string[] = ["get", "list", "watch"];
const WRITE: readonly string[] = ["create", "update", "patch", "delete", "deletecollection"];

export default defineRule({
  id: "secrets-access-role",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Role reads or writes all secrets in its reach",
  why: "Secrets hold the tokens and passwords of everything else: whoever reads all of them is everybody else. list and watch return the content too, and whoever may write secrets can swap the certificate or token that others trust.",
  ignoreWhen:
    "It is a controller whose work is to deliver or to make secrets in namespaces that it cannot know beforehand, such as one for certificates or ingresses. create alone, which cannot be limited to names and reads or changes no secret, is information.",
  how: "Name the secrets in resourceNames, bind the role in the namespaces concerned instead of cluster-wide, or mount the one secret that is needed.",
  standards: ["cis:5.1.2", "nsa"],
  references: [
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
  ],
  peers: [
    "kube-linter:access-to-secrets",
    "trivy:KSV-0041",
    "trivy:KSV-0113",
    "checkov:CKV2_K8S_5",
    "kubescape:C-0015",
    "kubescape:C-0186",
    "kics:rbac_roles_with_read_secrets_permissions",
    "kics:service_account_allows_access_secrets",
  ],
  fix: "suggestion",
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  options: {
    mode: choice(
      ["relaxed", "strict"],
      "strict",
      "`relaxed`: only roles that can reach every namespace, as information; `strict`: those as a warning, and roles of one namespace too.",
    ),
    verbs: strings([...READ, ...WRITE], "The verbs that count."),
  },
  kinds: ROLES,
  needs: ["*", "secrets"],
  resource(role, ctx) {
    const { mode, verbs } = ctx.options;
    const own = role.kind === "Role";
    if (own && mode === "relaxed") return;
    for (const grant of grantsOf(role, [{ groups: [""], resources: ["secrets"], verbs }])) {
      const adds = grant.verbs.every(({ text }) => text === "create");
      reportGrant(role, grant, ctx, mode === "relaxed" || adds ? "info" : undefined, "resource");
    }
  },
});
