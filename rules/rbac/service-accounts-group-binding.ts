// kubernetes: apiserver/pkg/authentication/serviceaccount (MakeGroupNames); Node authorization replaces bindings for system:nodes.
import { defineRule } from "../../server/api.ts";
import { titleOf } from "./_role.ts";
import { onSubject } from "./_subject.ts";

const GROUP = /^system:(?:serviceaccounts(?::.*)?|nodes)$/;
const HARMLESS = /^system:(?:service-account-issuer-discovery|image-puller|certificates\.k8s\.io:.*)$/;

export default defineRule({
  id: "service-accounts-group-binding",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Binding for all service accounts or all nodes",
  why: "The group takes in every pod of the namespace or of the cluster, those of tomorrow too: the weakest of them decides who has the role.",
  ignoreWhen: "Every pod is to have it, such as the right to pull images or to read a public config map.",
  how: "Bind the service accounts that need the role by name.",
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  needs: ["Group"],
  ...onSubject(
    ["Group"],
    (name) => GROUP.test(name),
    ({ binding, role, subject, report }) => {
      if (HARMLESS.test(role) || role.startsWith("kubeadm:")) return;
      const who = subject.name.string === "system:nodes" ? "every node" : "every service account in the group";
      report(subject.name, `${titleOf(binding)} gives ${role} to ${who}.`);
    },
  ),
});
