import type { Exists } from "../../kube/facts/object-index.ts";
import type { FileRole } from "../analysis/dialect.ts";
import type { ChartHost } from "../chart/chart-host.ts";
import type { ChartSettings } from "../chart/set/chart-settings.ts";
import type { Settings } from "../rule/settings.ts";
import type { Suppressors } from "../suppression/suppress.ts";

/** What the linter asks of a configuration. */
export interface LinterConfig {
  settingsFor(uri: string): Settings;
  /** The settings of a file in what kustomizations build and charts render of it; where absent, those of the file. */
  settingsOfBuilt?(uri: string): Settings;
  /** What the file is, where the files that are linted do not tell; its text may make it a template all the same. */
  roleOf?(uri: string): FileRole | undefined;
  /** The set of files that are deployed together with this one. */
  scopeOf(uri: string): string;
  /** The repository of a file: a definition counts for the custom resources of its own. `""` where nobody knows (see `custom-objects.ts`). */
  repositoryOf?(uri: string): string;
  /** Whether there is the file or folder that a file names by a relative path; where absent, nobody can say. Asked again after `filesChanged`. */
  exists?: Exists;
  /** Whether the files that are deployed with this one are among those that are linted: something missing is a finding only then. Where absent, they are. */
  isWhole?(uri: string): boolean;
  /** The text of a file that is not linted but that a kustomization names (decoded); where absent, there are none. Asked as `exists` is. */
  read?(name: string): string | undefined;
  /** What renders charts; where absent, their templates are judged by themselves. */
  readonly charts?: ChartHost | undefined;
  /** How a chart is rendered, by the URI of its `Chart.yaml`; where absent, with its own values and what lies beside them. */
  chartSettings?(uri: string): ChartSettings;
  /** What hides findings beside the markers in the text; where absent, nothing does, and no marker expires. */
  suppressorsFor?(uri: string): Suppressors;
}
