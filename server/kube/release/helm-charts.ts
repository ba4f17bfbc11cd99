import type { Span } from "../../text/span.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { Release } from "./release.ts";
import { textsOf } from "./texts.ts";

/**
 * The charts that a kustomization installs, as far as kustomize finds them below `helmGlobals.chartHome`, where it looks before it fetches one
 * (kustomize, api/internal/builtins/HelmChartInflationGenerator.go).
 */
export function helmCharts(root: Field, document: Span): readonly Release[] {
  const home = root.at("helmGlobals", "chartHome").string ?? "charts";
  return root
    .at("helmCharts")
    .items()
    .flatMap((chart) => releaseOf(chart, home, document));
}

function releaseOf(chart: Field, home: string, document: Span): readonly Release[] {
  const [name, version, repository] = ["name", "version", "repo"].map((key) => chart.at(key).string);
  if (name === undefined) return [];
  const folder = version === undefined || repository === undefined ? home : `${home}/${name}-${version}`;
  const releaseName = chart.at("releaseName").string;
  const inline = chart.at("valuesInline");
  const merge = chart.at("valuesMerge").string ?? "override";
  const main = merge === "replace" && inline.exists ? [] : [chart.at("valuesFile").string ?? []].flat();
  const additional = textsOf(chart.at("additionalValuesFiles"));
  return [
    {
      title: `helmCharts "${releaseName ?? name}"`,
      chart: `${folder}/${name}`,
      from: "folder",
      releaseName,
      namespace: chart.at("namespace").string,
      kubeVersion: chart.at("kubeVersion").string,
      apiVersions: textsOf(chart.at("apiVersions")),
      files: [...main, ...additional].map((path) => ({ path, from: "folder" })),
      replacesValues: false,
      inline: inline.exists ? { document, path: inline.path } : undefined,
      set: [],
      setString: [],
      // Inline values come before additional files then, or before all.
      isPartial: inline.exists && (additional.length > 0 || merge === "merge"),
    },
  ];
}
