// core/v1 types: PodSpec.serviceAccount (DeprecatedServiceAccount), ServiceSpec.loadBalancerIP (1.24), ServiceSpec.externalIPs (KEP-5707, 1.36).
import { defineRule, type Field, type Resource, remove, rename, safe, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "deprecated-field",
  family: "api-deprecation",
  severity: "warning",
  tier: "recommended",
  title: "Field is deprecated",
  why: "A deprecated field keeps working until a release drops it, and that release does so silently: the API server prunes what it does not know. Two names for one setting also hide which of them wins.",
  how: "Use the field that the message names. `loadBalancerIP` has become an annotation of each cloud provider; for `externalIPs` use a load balancer or a Gateway.",
  references: ["https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/"],
  peers: ["kube-linter:deprecated-service-account-field", "kubescape:C-0294"],
  fix: "safe",
  tag: "deprecated",
  needs: ["serviceAccount", "loadBalancerIP", "externalIPs"],
  pod(pod, { report }) {
    const old = pod.at("serviceAccount");
    const name = pod.at("serviceAccountName");
    if (old.value === undefined || name.state === "unknown") return;
    const fix = name.absent
      ? safe("Rename to serviceAccountName", rename(old, "serviceAccountName"))
      : name.value === old.value
        ? safe("Remove serviceAccount", remove(old))
        : suggestion("Remove serviceAccount, which serviceAccountName overrides", remove(old));
    report(old.key, "serviceAccount is the deprecated name of serviceAccountName.", {
      fixes: [fix],
      ...(name.value === old.value ? { severity: "info" } : {}), // an export of a live object has both
    });
  },
  resource(resource, { kubernetes, report }) {
    for (const [name, since, instead] of fieldsOf(resource)) {
      const field = resource.at("spec", name);
      if (since <= kubernetes && isSet(field))
        report(field.key, `${name} is deprecated since Kubernetes 1.${since}: ${instead}.`);
    }
  },
});

/** Set to something: a chart that leaves the field to its values is not to blame for it. */
function isSet(field: Field): boolean {
  return field.isSequence ? field.items().some((item) => item.state === "known") : field.value !== undefined;
}

type DeprecatedField = readonly [name: string, since: number, instead: string];

const SERVICE: readonly DeprecatedField[] = [
  ["loadBalancerIP", 24, "use the cloud provider's annotation"],
  ["externalIPs", 36, "use a load balancer or a Gateway"],
];

function fieldsOf(resource: Resource): readonly DeprecatedField[] {
  return resource.builtIn && resource.kind === "Service" ? SERVICE : [];
}
