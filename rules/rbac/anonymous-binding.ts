// CIS GKE Benchmark 4.1.8; kubernetes: bootstrappolicy/policy.go gives anonymous callers system:public-info-viewer only.
import { defineRule } from "../../server/api.ts";
import { titleOf } from "./_role.ts";
import { onSubject, withoutSubject } from "./_subject.ts";

/** The last one is how kubeadm lets new nodes find the cluster. */
const PUBLIC: readonly string[] = [
  "system:public-info-viewer",
  "system:discovery",
  "system:service-account-issuer-discovery",
  "kubeadm:bootstrap-signer-clusterinfo",
];

export default defineRule({
  id: "anonymous-binding",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Binding for anonymous users",
  why: "Everybody who reaches the API server, often the whole internet, gets the role without a password. Scanners find such clusters within hours.",
  ignoreWhen: "The role grants get on health or discovery endpoints only.",
  standards: ["nsa"],
  references: [
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles",
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  ],
  peers: ["trivy:KSV-0122", "kubescape:C-0262", "kubesec:BindingsToSystemAnonymous"],
  fix: "suggestion",
  needs: ["anonymous", "unauthenticated"],
  ...onSubject(
    ["User", "Group"],
    (name) => name === "system:anonymous" || name === "system:unauthenticated",
    ({ binding, role, subject, report }) => {
      if (PUBLIC.includes(role)) return;
      report(subject.name, `${titleOf(binding)} gives ${role} to callers who did not log in.`, {
        fixes: withoutSubject(subject),
      });
    },
  ),
});
