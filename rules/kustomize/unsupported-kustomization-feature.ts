// Reported by the linter, which builds the kustomizations (server/lint/overlay/build-problem.ts): nothing to visit here.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "unsupported-kustomization-feature",
  family: "kustomize",
  severity: "info",
  tier: "recommended",
  title: "Kustomization feature is not supported",
  why: "Plimsoll builds overlays itself and does not cover this feature. What it would change is not seen: where a field is missing in what is built, nothing is said, because the feature may set it.",
  ignoreWhen:
    "Always safe to switch off: it only says what the results do not cover. Lint the output of `kustomize build` to cover it.",
  how: "`kustomize build overlay | plimsoll lint -` checks the complete result.",
  references: ["https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/"],
});
