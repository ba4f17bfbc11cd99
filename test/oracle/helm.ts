import { ask, type Crash } from "./client.ts";

/** The arguments of `helm template`, under the names of its flags. Paths are absolute; without `kubeVersion` it is v1.32.0, as for a released helm 3.17. */
export interface HelmTemplate {
  /** The chart's folder. */
  readonly chart: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly values?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly setJson?: readonly string[];
  readonly setFile?: readonly string[];
  readonly kubeVersion?: string;
  readonly apiVersions?: readonly string[];
  readonly includeCrds?: boolean;
  readonly noHooks?: boolean;
  readonly isUpgrade?: boolean;
}

/** What helm prints: the manifests, or the error without its prefix `Error: `. */
export interface HelmAnswer {
  readonly text: string;
  readonly error?: string;
  /** What it writes to its log, a line each: mostly warnings about values. */
  readonly log?: readonly string[];
}

/** What `helm template` makes of each of these charts. */
export function helm(charts: readonly HelmTemplate[]): readonly (HelmAnswer | Crash)[] {
  return ask("helm", charts);
}
