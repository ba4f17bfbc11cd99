// API conventions: group, kind, namespace and name identify an object; apply works on that identity.
import { defineRule, type IndexedObject } from "../../server/api.ts";

export default defineRule({
  id: "duplicate-resource",
  family: "schema",
  severity: "warning",
  tier: "recommended",
  title: "Object is defined twice",
  why: "Both definitions are applied one after the other, so the last one wins, and which one that is depends on file order. A GitOps controller that owns both flips between them for ever.",
  ignoreWhen: "The two files are alternatives that are never applied together: put them into different scopes.",
  how: "Delete one of the definitions, rename one, or name the sets of files that are deployed together under `scopes` in plimsoll.yaml.",
  workspace(index, { report }) {
    const first = new Map<string, IndexedObject>();
    for (const object of index.objects) {
      if (!object.name || object.kind === "Kustomization") continue;
      const identity = [
        object.scope,
        object.group,
        object.kind,
        object.clusterScoped ? "" : (object.namespace ?? ""),
        object.name,
      ].join("\u0000");
      const other = first.get(identity);
      if (!other) first.set(identity, object);
      else
        report(object, object.site, `${object.kind} "${object.name}" is defined twice; the last one applied wins.`, {
          related: [{ message: "First defined here.", object: other, at: other.site }],
        });
    }
  },
});
