// kustomize, api/types/kustomization.go: the fields marked as deprecated, and what `kustomize edit fix` makes of them (fix.go).
import {
  append,
  defineRule,
  type Field,
  type Fix,
  type Json,
  plainOf,
  remove,
  rename,
  safe,
  set,
  suggestion,
} from "../../server/api.ts";

/** What to write instead of each field, for the message. */
const INSTEAD: Readonly<Record<string, string>> = {
  bases: "list the folders under resources",
  commonLabels: "use labels with includeSelectors: true",
  helmChartInflationGenerator: "use helmCharts",
  imageTags: "use images",
  patchesJson6902: "use patches",
  patchesStrategicMerge: "use patches",
  vars: "use replacements",
};

export default defineRule({
  id: "deprecated-kustomization-field",
  family: "kustomize",
  severity: "warning",
  tier: "recommended",
  title: "Kustomization uses a deprecated field",
  why: "Kustomize warns about these fields in every build and has announced that it will drop them: the build then stops, in the pipeline and in the GitOps controller, with the next version of the tool.",
  ignoreWhen: "The kustomization must still be built by a kustomize older than 5 (kubectl older than 1.27).",
  how: "Write the newer field. `kustomize edit fix` does it too, but formats the whole file anew.",
  references: ["https://github.com/kubernetes-sigs/kustomize/releases/tag/kustomize%2Fv5.0.0"],
  fix: "safe",
  tag: "deprecated",
  kinds: ["kustomize.config.k8s.io/Kustomization", "kustomize.config.k8s.io/Component"],
  needs: [...Object.keys(INSTEAD), "env"],
  resource({ root }, { report }) {
    for (const [name, instead] of Object.entries(INSTEAD)) {
      const field = root.at(name);
      if (field.exists) report(field.key, `"${name}" is deprecated: ${instead}.`, { fixes: fixesOf(name, field, root) });
    }
    for (const generators of ["configMapGenerator", "secretGenerator"])
      for (const generator of root.at(generators).items()) {
        const { env, envs } = { env: generator.at("env"), envs: generator.at("envs") };
        if (!env.exists) continue;
        const fix = env.string !== undefined && [safe("Move it to envs", append(envs, env.string), remove(env))];
        report(env.key, '"env" is deprecated: list the file under envs.', { fixes: fix || [] });
      }
  },
});

/** Exact where the same is built afterwards; a suggestion where the order of transformations changes. */
function fixesOf(name: string, field: Field, root: Field): readonly Fix[] {
  const data = plainOf(field);
  const patches = root.at("patches");
  if (data === undefined || holdsComment(field)) return [];
  switch (name) {
    case "bases":
      if (root.at("resources").absent) return [safe("Rename it to resources", rename(field, "resources"))];
      return [safe("Move it to resources", ...moved(data, root.at("resources")), remove(field))];
    case "imageTags":
      return root.at("images").absent ? [safe("Rename it to images", rename(field, "images"))] : [];
    case "commonLabels": {
      const labels: Json = { includeSelectors: true, pairs: data };
      if (root.at("labels").absent) return [safe("Replace it with labels", set(field, [labels]), rename(field, "labels"))];
      return [safe("Move it to labels", append(root.at("labels"), labels), remove(field))];
    }
    case "patchesJson6902":
      return patches.absent ? [suggestion("Rename it to patches", rename(field, "patches"))] : [];
    case "patchesStrategicMerge": {
      const texts = field.items().map((item) => item.string ?? "");
      if (!texts.every((text) => text !== "" && !/[\n{]|:\s/.test(text))) return [];
      const entries = texts.map((path) => ({ path }));
      // The older field is applied before the newer one.
      if (patches.absent) return [safe("Replace it with patches", set(field, entries), rename(field, "patches"))];
      return [suggestion("Move it to patches", ...moved(entries, patches), remove(field))];
    }
    default:
      return [];
  }
}

function moved(data: Json, to: Field) {
  return (Array.isArray(data) ? data : []).map((item: Json) => append(to, item));
}

/** A comment among the entries would be lost with them. */
function holdsComment(field: Field): boolean {
  const { node, tree } = field;
  return node !== undefined && tree.comments.some(({ start }) => node.start <= start && start < node.end);
}
