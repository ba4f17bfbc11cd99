// Reported by the linter, which renders charts (server/lint/chart/chart-problem.ts): nothing to visit here.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "helm-missing-dependency",
  family: "helm",
  severity: "info",
  tier: "strict",
  title: "Chart dependency is missing",
  why: "The chart declares a dependency that is neither in `charts/` nor beside it. Helm refuses to render it before `helm dependency build` has fetched it, and what its templates take from it is not checked here.",
  ignoreWhen: "Dependencies are fetched before every use, and checks run afterwards.",
  how: "Run `helm dependency build` before the check, or keep the dependency in `charts/`.",
  references: ["https://helm.sh/docs/helm/helm_dependency_build/"],
});
