// kubernetes: pkg/apis/rbac/validation/validation.go (validateRoleBindingSubject).
import { type Context, defineRule, type Field, RBAC_GROUP, type Resource, remove, set, suggestion } from "../../server/api.ts";
import { BINDINGS, titleOf } from "./_role.ts";

const KINDS: readonly string[] = ["User", "Group", "ServiceAccount"];
const ACCOUNT = "system:serviceaccount:";

export default defineRule({
  id: "invalid-rbac-subject",
  family: "rbac",
  severity: "error",
  tier: "recommended",
  title: "Subject is invalid or matches no one",
  why: 'A binding with such a subject is refused, or is stored and gives nobody anything: the workload fails with "forbidden" although its role is bound.',
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects"],
  fix: "suggestion",
  kinds: BINDINGS,
  resource(binding, { report }) {
    for (const subject of binding.at("subjects").items()) if (subject.isMapping && !subject.open) check(binding, subject, report);
  },
});

function check(binding: Resource, subject: Field, report: Context["report"]): void {
  const [kind, name, group, namespace] = [
    subject.at("kind"),
    subject.at("name"),
    subject.at("apiGroup"),
    subject.at("namespace"),
  ];
  if (name.absent || name.value === "") report(name, `A subject of ${titleOf(binding)} has no name.`);
  else if (name.value === "*") report(name, `"*" is not a wildcard in ${titleOf(binding)}: it matches nobody.`);
  if (kind.absent || (kind.value !== undefined && !KINDS.includes(String(kind.value)))) {
    report(kind, `A subject of ${titleOf(binding)} must be of kind User, Group or ServiceAccount.`);
    return;
  }
  if (kind.value === "ServiceAccount") checkAccount(binding, group, namespace, report);
  else if (kind.value !== undefined) checkPrincipal(subject, group, namespace, report);
}

function checkAccount(binding: Resource, group: Field, namespace: Field, report: Context["report"]): void {
  if (typeof group.value === "string" && group.value !== "")
    report(group, "A ServiceAccount is in the core group, not in this apiGroup.", {
      fixes: [suggestion("Remove apiGroup", remove(group))],
    });
  if (binding.kind === "ClusterRoleBinding" && (namespace.absent || namespace.value === ""))
    report(namespace, `A ServiceAccount in ${titleOf(binding)} needs its namespace.`);
}

function checkPrincipal(subject: Field, group: Field, namespace: Field, report: Context["report"]): void {
  const kind = subject.at("kind").string;
  const name = subject.at("name").string ?? "";
  if (group.value !== undefined && group.value !== "" && group.value !== RBAC_GROUP)
    report(group, `A ${kind} is in ${RBAC_GROUP}: the API server refuses "${group.value}".`, {
      fixes: [suggestion(`Change it to ${RBAC_GROUP}`, set(group, RBAC_GROUP))],
    });
  if (namespace.exists)
    report(namespace.key, `A ${kind} has no namespace: it is ignored here.`, {
      severity: "info", // it is taken, and nothing comes of it
      fixes: [suggestion("Remove the namespace", remove(namespace))],
    });
  if (kind === "User" && name.startsWith(ACCOUNT) && !/^[^:]+:[^:]+$/.test(name.slice(ACCOUNT.length)))
    report(subject.at("name"), `"${name}" names no service account: the namespace is missing.`);
}
