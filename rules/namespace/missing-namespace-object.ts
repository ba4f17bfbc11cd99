// Namespaces, docs/concepts/overview/working-with-objects/namespaces: an object in a namespace that does not exist is refused.
import { defineRule, isDeclared, strings } from "../../server/api.ts";
import { BUILT_IN } from "./_pod-security-label.ts";

export default defineRule({
  id: "missing-namespace-object",
  family: "namespace",
  severity: "info",
  tier: "all",
  title: "No Namespace object declares the namespace",
  why: "Objects are refused where their namespace does not exist. One that is made by hand, or by a tool on the way, has none of the labels, quotas and policies that a reviewed one would have.",
  ignoreWhen: "Namespaces are made by another repository: list them in externalRefs.",
  how: "Add a Namespace object with Pod Security labels.",
  references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"],
  peers: ["kubescape:C-0209"],
  options: { except: strings([...BUILT_IN, "default"], "Namespaces that are always there.") },
  workspace(object, index, { options, references, report }) {
    const { namespace } = object;
    if (!object.builtIn || object.clusterScoped || namespace === undefined || options.except.includes(namespace)) return;
    if (isDeclared(index, object, namespace, references)) return;
    report(object.site, `${object.kind} "${object.name}" is in namespace "${namespace}", which no Namespace object declares.`);
  },
});
