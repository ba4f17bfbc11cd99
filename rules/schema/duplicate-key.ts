// YAML 1.2.2, section 3.2.1.3: mapping keys are unique. sigs.k8s.io/yaml takes the last one without a word.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "duplicate-key",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Duplicate key in a mapping",
  why: "kubectl silently takes the last one. A second `securityContext:` or `resources:` further down overrides what is above it, and a strict parser (Helm, kustomize, an admission controller) refuses the file.",
  how: "Merge the two values, or delete the one that is not meant.",
  peers: ["monokle:YML010"],
  document(tree, { report }) {
    for (const problem of tree.problems) {
      if (problem.code !== "duplicate-key") continue;
      const first = problem.related && { message: "First set here.", at: { path: [], site: problem.related } };
      report({ path: [], site: problem }, problem.message, { related: first ? [first] : [] });
    }
  },
});
