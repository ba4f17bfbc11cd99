import type { Span } from "../../text/span.ts";
import type { Path } from "../../yaml/tree/field.ts";

/** A file of values that a release names. */
export interface ReleaseFile {
  readonly path: string;
  /** What the path is relative to: the chart, the root of the repository, or the folder of the file that names it. */
  readonly from: "chart" | "repository" | "folder";
}

/** What an object says about a chart of the same repository that it installs, and the values that it gives. */
export interface Release {
  /** What findings call it: `HelmRelease "web"`. */
  readonly title: string;
  /** The path of the chart's folder. */
  readonly chart: string;
  /** What that is relative to. */
  readonly from: "repository" | "folder";
  readonly releaseName: string | undefined;
  readonly namespace: string | undefined;
  readonly kubeVersion: string | undefined;
  readonly apiVersions: readonly string[];
  readonly files: readonly ReleaseFile[];
  /** Whether the chart's own `values.yaml` does not count. */
  readonly replacesValues: boolean;
  /** The values in the object, a mapping or a text that holds one, which win over the files: the document's span and the path in it. */
  readonly inline: { readonly document: Span; readonly path: Path } | undefined;
  /** Arguments of `--set` and `--set-string`. */
  readonly set: readonly string[];
  readonly setString: readonly string[];
  /** Whether there are more values, which win over the files and are not known here. */
  readonly isPartial: boolean;
}
