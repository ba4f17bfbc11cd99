// API conventions: group, kind, namespace and name identify an object; apply works on that identity.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "duplicate-resource",
  family: "schema",
  severity: "warning",
  tier: "recommended",
  title: "Object is defined twice",
  why: "Both definitions are applied one after the other, so the last one wins, and which one that is depends on file order. A GitOps controller that owns both flips between them forever.",
  ignoreWhen:
    "The two definitions in the file are alternatives of which one is deleted before it is applied. Two files are only compared where `scopes` in plimsoll.yaml or a kustomization says that they are deployed together.",
  how: "Delete one of the definitions, rename one, or name the sets of files that are deployed together under `scopes` in plimsoll.yaml.",
  workspace(object, index, { report }) {
    if (!object.name || object.kind === "Kustomization") return;
    const [first] = index.definitionsOf(object);
    if (!first || first === object) return;
    report(object.site, `${object.kind} "${object.name}" is defined twice; the last one applied wins.`, {
      related: [{ message: "First defined here.", object: first, at: first.site }],
    });
  },
});
