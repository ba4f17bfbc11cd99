// meta/v1 OwnerReference: by the uid, which only the cluster gives; an object whose owner is not there is collected as garbage.
import { defineRule, remove, suggestion, targetsOf } from "../../server/api.ts";

export default defineRule({
  id: "missing-owner-reference",
  family: "references",
  severity: "info",
  tier: "all",
  title: "Owner is written in a manifest",
  why: "An owner is identified by its uid, which differs in every cluster: the garbage collector deletes an object whose owner it does not find. Owners are for controllers to set; in a manifest they are usually left over from `kubectl get -o yaml`.",
  ignoreWhen: "The manifest is a recording of what one cluster holds.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/architecture/garbage-collection/#owners-dependents"],
  peers: ["monokle:LNK003"],
  workspace(object, index, { report }) {
    for (const owner of object.references) {
      if (owner.field !== "metadata.ownerReferences.*") continue;
      const isThere = targetsOf(index, object, owner).length > 0;
      const item = { path: owner.site.path.slice(0, -1), span: owner.site.span };
      const message = isThere
        ? `${owner.kind} "${owner.name}" cannot be an owner in a manifest: its uid is not known.`
        : `There is no ${owner.kind} "${owner.name}" to own ${object.kind} "${object.name}".`;
      report(owner.site, message, { fixes: object.built ? [] : [suggestion("Leave the owner out", remove(item))] });
    }
  },
});
