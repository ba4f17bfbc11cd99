// CIS Kubernetes Benchmark 5.7.1: namespaces are administrative boundaries.
import { defineRule, type IndexedObject } from "../../server/api.ts";

export default defineRule({
  id: "mixed-namespaces",
  family: "hygiene",
  severity: "info",
  tier: "all",
  title: "File mixes namespaces",
  why: "Whoever applies the file must have rights in all of these namespaces, and whoever reviews one team's objects sees another's change slip through.",
  ignoreWhen: "The objects belong together by design, such as a controller and its role binding in another namespace.",
  how: "One file for each namespace.",
  peers: ["kubescape:C-0209"],
  workspace(object, index, { report }) {
    if (!hasNamespace(object)) return;
    const others = index.inFile(object);
    const first = others.find(hasNamespace);
    if (!first || first.namespace === object.namespace) return;
    // Said once for each file.
    if (others.find((one) => hasNamespace(one) && one.namespace !== first.namespace) !== object) return;
    report(
      object.site,
      `${object.kind} "${object.name}" is in namespace ${object.namespace}, other objects of this file in ${first.namespace}.`,
      { related: [{ message: `In namespace ${first.namespace}.`, object: first, at: first.site }] },
    );
  },
});

function hasNamespace({ namespace, clusterScoped }: IndexedObject): boolean {
  return namespace !== undefined && !clusterScoped;
}
