// kubernetes: a RoleBinding may name service accounts of any namespace.
import { defineRule } from "../../server/api.ts";
import { titleOf } from "./_role.ts";
import { onSubject } from "./_subject.ts";

export default defineRule({
  id: "cross-namespace-subject",
  family: "rbac",
  severity: "info",
  tier: "strict",
  title: "Role binding reaches into another namespace",
  why: "Whoever can start pods in the other namespace gets the role here: the two namespaces are one for an attacker, and only this line says so.",
  ignoreWhen:
    "The subject is a shared service, such as monitoring, an operator or an ingress controller, that works on several namespaces.",
  how: "Check who can start pods in the other namespace.",
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/"],
  ...onSubject(
    ["ServiceAccount"],
    () => true,
    ({ binding, role, subject, report }) => {
      const own = binding.namespace;
      const other = subject.at.at("namespace");
      if (binding.kind === "RoleBinding" && own !== undefined && other.string !== undefined && other.string !== own)
        report(other, `${titleOf(binding)} gives ${role} in ${own} to a service account of ${other.string}.`);
    },
  ),
});
