// "Avoid creating namespaces with the prefix kube-": docs/concepts/overview/working-with-objects/namespaces.
import { defineRule, strings } from "../../server/api.ts";
import { BUILT_IN } from "./_pod-security-label.ts";

export default defineRule({
  id: "reserved-namespace-prefix",
  family: "namespace",
  severity: "info",
  tier: "recommended",
  title: "Name of the namespace is reserved for Kubernetes",
  why: "Names that begin with kube- are kept for Kubernetes. A later version may create one of that name, and policies that exempt kube-* already leave this one out.",
  ignoreWhen: "An add-on whose published name begins so (kube-flannel).",
  how: "Choose another name; a namespace cannot be renamed once it exists.",
  references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"],
  options: { prefixes: strings(["kube-"], "Prefixes that are reserved; add openshift- on OpenShift") },
  kinds: ["Namespace"],
  resource(resource, { options, report }) {
    const name = resource.at("metadata", "name");
    const prefix = options.prefixes.find((reserved) => name.string?.startsWith(reserved));
    if (prefix !== undefined && !BUILT_IN.includes(name.string ?? ""))
      report(name, `Namespace "${name.string}" uses the prefix ${prefix}, which is reserved for the system.`);
  },
});
