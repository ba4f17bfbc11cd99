// YAML 1.2.2, as read by Kubernetes' decoder (sigs.k8s.io/yaml).
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "invalid-yaml",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Document is not valid YAML",
  why: "Helm, kustomize and GitOps controllers refuse the whole file. kubectl applies the documents before the fault and nothing after it, so a deployment ends up half done. In a pipeline the last good version stays in place and nobody notices.",
  how: "Mend the marked place. The rest of the document is still checked as far as it can be read.",
  references: ["https://yaml.org/spec/1.2.2/"],
  peers: Array.from({ length: 21 }, (_, i) => i + 1)
    .filter((number) => number !== 10)
    .map((number) => `monokle:YML${String(number).padStart(3, "0")}`),
  document(tree, { report }) {
    for (const problem of tree.problems) if (problem.code === "syntax") report({ path: [], site: problem }, problem.message);
    if (!tree.holes) return; // else it is among the problems
    const bad = tree.text.slice(tree.from, tree.to).search(LONE_SURROGATE);
    if (bad >= 0)
      report(
        { path: [], site: { start: bad, end: bad + 1 } },
        "This character is not valid UTF-8, and kubectl refuses the file. Save it in UTF-8.",
      );
  },
});

/** What stands for a byte that is no UTF-8, and what no text in UTF-8 can hold. With the flag `u`, surrogates that are a pair do not match. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;
