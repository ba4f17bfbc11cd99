// kustomize, api/internal/target/kusttarget.go: every path of a kustomization is relative to its own folder, and has to be there.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "missing-kustomize-resource",
  family: "kustomize",
  severity: "error",
  tier: "recommended",
  title: "Kustomization names a file that does not exist",
  why: "Kustomize stops at the first file that it cannot find, so nothing of the overlay is built or applied. In a pipeline the last good version stays in place and nobody notices.",
  ignoreWhen: "The file is generated before the build, or is in a part of the repository that is not checked out here.",
  how: "Correct the path (it is relative to the folder of the kustomization), or remove the entry.",
  references: ["https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/"],
  workspace(object, index, { report }) {
    for (const { name, site } of object.files ?? [])
      if (index.hasFile(object, name) === false) report(site, `There is no file or folder "${name}" beside this kustomization.`);
  },
});
