// apps/v1 StatefulSetSpec.serviceName: a headless Service of the namespace, which gives each pod its name in DNS.
import { defineRule, missingOf, podSelectorOf, selects, targetsOf, valueAt } from "../../server/api.ts";

export default defineRule({
  id: "statefulset-missing-headless-service",
  family: "references",
  severity: "warning",
  tier: "strict",
  title: "StatefulSet without its headless Service",
  why: "The names of the pods in DNS (web-0.web) come from the headless Service that the StatefulSet names. Without it, or where it selects other pods or has an address of its own, the members of a cluster do not find each other.",
  ignoreWhen: "Nobody addresses the pods one by one.",
  how: "Add a Service of that name with `clusterIP: None` and the labels of the template as its selector.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id"],
  peers: ["kube-score:statefulset-has-servicename", "kics:statefulset_without_service_name"],
  workspace(set, index, { report, references }) {
    if (set.kind !== "StatefulSet" || set.group !== "apps") return;
    const named = set.references.find(({ field }) => field === "spec.serviceName");
    if (!named) {
      if (!valueAt(set, "spec.serviceName"))
        report(set.site, `StatefulSet "${set.name}" names no headless Service.`, { severity: "info" });
      return;
    }
    const services = targetsOf(index, set, named).map(({ object }) => object);
    if (services.length === 0) {
      if (missingOf(index, set, named, references)) report(named.site, `There is no headless Service "${named.name}".`);
      return;
    }
    const [pods] = set.pods;
    const fits = services.some((service) => {
      const selector = podSelectorOf(service);
      const address = valueAt(service, "spec.clusterIP");
      const isHeadless = address !== undefined && (address.value === undefined || address.value === "None");
      return isHeadless && (!selector || !pods || pods.uncertain || selector.uncertain || selects(selector, pods.labels));
    });
    if (fits) return;
    const [service] = services;
    if (!service) return;
    const isHeadless = valueAt(service, "spec.clusterIP")?.value === "None";
    const why = isHeadless ? "does not select the StatefulSet's pods" : "is not headless";
    report(named.site, `Service "${named.name}" ${why}.`, {
      related: [{ message: `Service "${service.name}".`, object: service, at: service.site }],
    });
  },
});
