// House rule; the syntax of annotations: https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
import { defineRule, matchesWhole, records, remove, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "forbidden-annotation",
  family: "hygiene",
  severity: "warning",
  tier: "all",
  title: "Forbidden annotation",
  why: "Annotations are switches of controllers: one line can open an ingress to injected snippets or take a pod out of the mesh, and no API field shows it.",
  ignoreWhen: "The exception was agreed: say so in the suppression's reason.",
  options: {
    annotations: records(
      ["key", "value?"],
      "Annotations that must not be there; `key` and `value` are regular expressions of the whole text",
      ["key", "value"],
    ),
  },
  fix: "suggestion",
  resource(resource, { options, report }) {
    if (options.annotations.length === 0) return;
    for (const [key, value] of resource.at("metadata", "annotations").entries())
      for (const forbidden of options.annotations)
        if (
          matchesWhole(forbidden.key ?? "", key) &&
          (forbidden.value === undefined || matchesWhole(forbidden.value, String(value.raw ?? "")))
        )
          report(value.pair, `The annotation ${key} is forbidden here.`, {
            fixes: [suggestion("Remove the annotation", remove(value))],
          });
  },
});
