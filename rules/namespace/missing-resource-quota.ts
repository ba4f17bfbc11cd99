// Resource quotas, docs/concepts/policy/resource-quotas.
import { defineRule, isMissingIn, strings } from "../../server/api.ts";
import { BUILT_IN } from "./_pod-security-label.ts";

export default defineRule({
  id: "missing-resource-quota",
  family: "namespace",
  severity: "info",
  tier: "strict",
  title: "Namespace has no ResourceQuota",
  why: "Without a quota one namespace may take all CPU, memory and storage of the cluster: a loop that creates pods, or a cryptominer, is everybody's outage.",
  ignoreWhen: "The quota is made by another repository, or by a policy engine for every new namespace.",
  how: "Add a ResourceQuota with requests.cpu, requests.memory, limits.cpu and limits.memory.",
  standards: ["cis:5.7.1", "nsa"],
  references: ["https://kubernetes.io/docs/concepts/policy/resource-quotas/"],
  peers: ["kics:pod_or_container_without_resource_quota"],
  options: { except: strings([...BUILT_IN, "default"], "Namespaces that need none.") },
  workspace(object, index, { options, references, report }) {
    if (object.kind !== "Namespace" || object.group !== "" || object.name === "" || options.except.includes(object.name)) return;
    if (isMissingIn(index, object, "ResourceQuota", references))
      report(object.site, `Namespace "${object.name}" has no ResourceQuota: it may use up the cluster.`);
  },
});
