// NIST SP 800-190 and the principle of least privilege: an account holds the rights of all workloads that run as it.
import {
  bindingsBeside,
  bindingsElsewhere,
  defineRule,
  deployedBeside,
  type IndexedObject,
  sameNamespace,
} from "../../server/api.ts";

export default defineRule({
  id: "shared-service-account",
  family: "workload-hardening",
  severity: "info",
  tier: "all",
  title: "Several workloads run as one ServiceAccount",
  why: "Each of the workloads has the rights of all: whoever takes over the least of them may do what the most powerful one may, and the audit log cannot tell them apart.",
  ignoreWhen: "The workloads are parts of one program.",
  how: "Give each workload an account of its own, with the rights that it needs.",
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  peers: ["kics:shared_service_account"],
  workspace(workload, index, { report }) {
    const account = accountOf(workload);
    if (!account) return;
    const [other] = index
      .referring("ServiceAccount", account.name)
      .filter((one) => one !== workload && accountOf(one) && isOfAnotherProgram(workload, one));
    const isBound = [bindingsBeside, bindingsElsewhere].some((look) => look(index, workload, account.name).length > 0);
    if (!other || !isBound) return;
    report(account.site, `${other.kind} "${other.name}" runs as ServiceAccount "${account.name}" as well.`, {
      related: [{ message: `${other.kind} "${other.name}".`, object: other, at: accountOf(other)?.site ?? other.site }],
    });
  },
});

function accountOf({ pods, references }: IndexedObject): IndexedObject["references"][number] | undefined {
  if (pods.length === 0) return undefined;
  return references.find(({ field, name }) => field === "serviceAccountName" && name !== "default");
}

function isOfAnotherProgram(own: IndexedObject, other: IndexedObject): boolean {
  return programOf(own) !== programOf(other) && sameNamespace(own.namespace, other.namespace) && deployedBeside(own, other);
}

function programOf({ name, labels, pods }: IndexedObject): string {
  const label = "app.kubernetes.io/name";
  return labels[label] ?? pods[0]?.labels[label] ?? name;
}
