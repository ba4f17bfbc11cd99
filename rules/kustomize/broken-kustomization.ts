// Reported by the linter, which builds the kustomizations (server/lint/overlay/build-problem.ts): nothing to visit here.
import { choice, defineRule } from "../../server/api.ts";

export default defineRule({
  id: "broken-kustomization",
  family: "kustomize",
  severity: "error",
  tier: "recommended",
  title: "Kustomization cannot be built",
  why: "A field that kustomize does not know, a patch that finds nothing to change, an object that comes twice or a kustomization that leads back to itself stops the build, and nothing of the overlay is applied. In a pipeline the last good version stays in place and nobody notices.",
  ignoreWhen:
    "The build is run with options that allow it, as for files outside the folder of the kustomization (see `loadRestrictor`).",
  how: "Correct the marked entry: the name, kind and namespace of a patch's object are those that it has before this kustomization changes them.",
  options: {
    loadRestrictor: choice(
      ["root-only", "none"],
      "root-only",
      "Whether files outside the folder of a kustomization are refused, as kustomize does by default",
    ),
  },
  references: ["https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/"],
});
