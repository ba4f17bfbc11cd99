import { chartsOnDisk } from "../../disk/chart-host.ts";
import { pathOfName, uriOf } from "../../disk/paths.ts";
import type { Disk } from "../../disk/probes.ts";
import { readText } from "../../disk/read.ts";
import type { ChartHost } from "../../lint/chart/chart-host.ts";
import type { Linter } from "../../lint/workspace/linter.ts";
import type { Source } from "../cache/cache.ts";

/** What renders the charts among the files; the code for it is loaded only if there are any. */
export async function chartHost(sources: readonly Source[], disk: Disk): Promise<ChartHost | undefined> {
  if (!sources.some(({ uri }) => uri.endsWith("/Chart.yaml"))) return undefined;
  return chartsOnDisk(await import("../../helm/helm.ts"), disk);
}

/**
 * Adds the helpers (`_helpers.tpl`) in which something was found to the files of a linter that is settled: they are no manifests, so nobody has
 * read them before. Returns their URIs.
 */
export function addHelpers(linter: Linter): readonly string[] {
  const uris: string[] = [];
  for (const name of linter.renderedNames()) {
    const path = pathOfName(name);
    if (path === undefined || linter.has(uriOf(path))) continue;
    const content = readText(path);
    if (!("text" in content)) continue;
    linter.update(uriOf(path), content.text);
    uris.push(uriOf(path));
  }
  if (uris.length > 0) linter.settle();
  return uris;
}
