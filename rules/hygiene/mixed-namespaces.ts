// CIS Kubernetes Benchmark 5.7.1: namespaces are administrative boundaries.
import { defineRule, type IndexedObject } from "../../server/api.ts";

export default defineRule({
  id: "mixed-namespaces",
  family: "hygiene",
  severity: "info",
  tier: "all",
  title: "File holds objects of several namespaces",
  why: "Whoever applies the file must have rights in all of these namespaces, and whoever reviews one team's objects sees another's change slip through.",
  ignoreWhen: "The objects belong together by design, such as a controller and its role binding in another namespace.",
  how: "One file for each namespace.",
  peers: ["kubescape:C-0209"],
  workspace(index, { report }) {
    const first = new Map<string, IndexedObject>();
    const reported = new Set<string>();
    for (const object of index.objects) {
      if (object.namespace === undefined || object.clusterScoped) continue;
      const other = first.get(object.uri);
      if (!other) first.set(object.uri, object);
      else if (other.namespace !== object.namespace && !reported.has(object.uri)) {
        reported.add(object.uri);
        report(
          object,
          object.site,
          `${object.kind} "${object.name}" is in namespace ${object.namespace}, other objects of this file in ${other.namespace}.`,
          {
            related: [{ message: `In namespace ${other.namespace}.`, object: other, at: other.site }],
          },
        );
      }
    }
  },
});
