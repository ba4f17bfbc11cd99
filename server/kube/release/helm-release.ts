import type { Span } from "../../text/span.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { Release } from "./release.ts";
import { pathIn, textsOf } from "./texts.ts";

/** Sources that hold a repository's files, so that a chart is named by its path (https://fluxcd.io/flux/components/helm/helmreleases/#chart-template). */
const OF_FILES: ReadonlySet<string> = new Set(["GitRepository", "Bucket"]);

/**
 * What a HelmRelease of Flux installs, if it names a chart by its path. One with post-renderers is left out: what they change is not seen.
 */
export function helmRelease(root: Field, document: Span): readonly Release[] {
  const spec = root.at("spec");
  const template = spec.at("chart", "spec");
  const chart = pathIn(template.at("chart"));
  const name = root.at("metadata", "name").string;
  if (chart === undefined || name === undefined || !OF_FILES.has(template.at("sourceRef", "kind").string ?? "")) return [];
  if (spec.at("postRenderers").items().length > 0) return [];
  const target = spec.at("targetNamespace").string;
  const listed = textsOf(template.at("valuesFiles"));
  const single = template.at("valuesFile").string;
  const files = listed.length === 0 && single !== undefined ? [single] : listed;
  return [
    {
      title: `HelmRelease "${name}"`,
      chart,
      from: "repository",
      releaseName: spec.at("releaseName").string ?? (target === undefined ? name : `${target}-${name}`),
      namespace: target ?? root.at("metadata", "namespace").string,
      kubeVersion: undefined,
      apiVersions: [],
      files: files.map((path) => ({ path, from: "repository" })),
      replacesValues: files.length > 0,
      inline: spec.at("values").exists ? { document, path: ["spec", "values"] } : undefined,
      set: [],
      setString: [],
      isPartial: spec.at("valuesFrom").items().length > 0,
    },
  ];
}
