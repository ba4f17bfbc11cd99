import type { ChartFiles } from "../../../server/helm/chart/chart.ts";
import type { FindChart } from "../../../server/helm/chart/load.ts";
import type { SourceFile } from "../../../server/helm/value/place.ts";
import type { ChartHost } from "../../../server/lint/chart/chart-host.ts";
import type { Files } from "../../../server/lsp/session/files.ts";
import { asFolder, decodedUri, folderOf, parentOf, resolveIn } from "../../../server/text/path.ts";

/** Files that are in memory, by their decoded URIs. The map is read anew on each question. */
export function memoryFiles(texts: ReadonlyMap<string, string>, helm: ChartHost["helm"]): Files {
  const isFolder = (folder: string) => [...texts.keys()].some((name) => name.startsWith(asFolder(folder)));
  const charts = memoryCharts(texts, helm);
  return {
    list: async (folder) =>
      [...texts.keys()]
        .filter((name) => name.startsWith(decodedUri(folder)) && /\.(ya?ml|json)$/.test(name))
        .map(encodeURI)
        .sort(),
    read: async (uri) => texts.get(decodedUri(uri)),
    isRepository: async () => false,
    now: {
      exists(uri, name) {
        const named = resolveIn(folderOf(decodedUri(uri)), name);
        return texts.has(named) || isFolder(named);
      },
      read: (name) => texts.get(name),
      charts,
      repositoryOf: () => "",
      roleOf: () => undefined,
    },
  };
}

function memoryCharts(texts: ReadonlyMap<string, string>, helm: ChartHost["helm"]): ChartHost {
  const known = new Map<string, SourceFile>();
  /** The same object as long as the text is the same: what is made of a file is kept by it. */
  const fileOf = (name: string, path: string, text: string): SourceFile => {
    const before = known.get(`${path}\n${name}`);
    if (before?.text === text) return before;
    const file = { path, text };
    known.set(`${path}\n${name}`, file);
    return file;
  };
  const files = (folder: string): ChartFiles | undefined => {
    if (!texts.has(`${folder}Chart.yaml`)) return undefined;
    const own = [...texts].filter(([name]) => name.startsWith(folder)).sort(([a], [b]) => (a < b ? -1 : 1));
    return new Map(
      own.map(([name, text]) => {
        const path = name.slice(folder.length);
        return [path, fileOf(name, path, text)];
      }),
    );
  };
  const find =
    (folder: string): FindChart =>
    ({ name, repository }) => {
      const beside = repository.startsWith("file://")
        ? asFolder(resolveIn(folder, repository.slice("file://".length)))
        : `${parentOf(folder)}${name}/`;
      return beside === folder ? undefined : files(beside);
    };
  return { helm, files, find };
}
