// CIS Kubernetes Benchmark 5.1.13; kubernetes: TokenRequest (serviceaccounts/token).
import { defineRule } from "../../server/api.ts";
import { onGrant } from "./_grant.ts";

export default defineRule({
  id: "service-account-token-create-role",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Role issues tokens for any service account",
  why: "With create on serviceaccounts/token one becomes any service account in reach, with all its rights, and nothing in the account's own objects shows it.",
  ignoreWhen: "The holder acts for accounts whose names cannot be known beforehand, as a secret store or a token broker does.",
  how: "List the accounts in resourceNames.",
  standards: ["cis:5.1.13"],
  references: [
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/",
  ],
  peers: ["kubescape:C-0282"],
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [{ groups: [""], resources: ["serviceaccounts/token"], verbs: ["create"] }],
    severity: (_grant, role) => (role.kind === "Role" ? "warning" : undefined),
  }),
});
