// CIS GKE Benchmark 4.1.10; kubernetes: bootstrappolicy/policy.go.
import { defineRule } from "../../server/api.ts";
import { titleOf } from "./_role.ts";
import { onSubject } from "./_subject.ts";

const BASIC: readonly string[] = [
  "system:basic-user",
  "system:discovery",
  "system:public-info-viewer",
  "system:service-account-issuer-discovery",
];
const POWERFUL: readonly string[] = ["cluster-admin", "admin", "edit"];

export default defineRule({
  id: "authenticated-binding",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Binding for everyone who is logged in",
  why: "system:authenticated is every user and every service account, so every pod of the cluster. Where the identity provider is open, as with Google accounts on GKE, it is anybody in the world.",
  ignoreWhen: "Everybody may know what the role shows, such as discovery or a public config map.",
  how: "Bind a group of your own or the service accounts that need it.",
  references: [
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles",
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  ],
  peers: ["trivy:KSV-01011", "kubescape:C-0265"],
  needs: ["authenticated"],
  ...onSubject(
    ["Group"],
    (name) => name === "system:authenticated",
    ({ binding, role, subject, report }) => {
      if (BASIC.includes(role)) return;
      report(
        subject.name,
        `${titleOf(binding)} gives ${role} to every user and every pod of the cluster.`,
        POWERFUL.includes(role) ? { severity: "error" } : {},
      );
    },
  ),
});
