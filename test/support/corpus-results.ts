import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rules } from "../../rules/index.ts";
import { fileRoles } from "../../server/disk/roles.ts";
import type { FileResult } from "../../server/lint/analysis/result.ts";
import type { Settings } from "../../server/lint/rule/settings.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { type CorpusFile, corpusRoot } from "./corpus.ts";

/** The results of files of the corpus by path. Those of one repository see each other, as in a run of the command. */
export function resultsOf(settings: Settings, files: readonly CorpusFile[]): ReadonlyMap<string, FileResult> {
  const roleOf = fileRoles(files.map(({ path }) => join(corpusRoot, path)));
  const texts = new Map(files.map(({ path, text }) => [uriOf(path), text]));
  const linter = new Linter(rules, {
    settingsFor: () => settings,
    roleOf: (uri) => roleOf(fileURLToPath(uri)),
    scopeOf: dirname,
    read: (name) => texts.get(encodeURI(name)),
  });
  for (const [uri, text] of texts) linter.update(uri, text);
  linter.settle();
  return new Map(files.map(({ path }) => [path, linter.result(uriOf(path))]));
}

function uriOf(path: string): string {
  return pathToFileURL(join(corpusRoot, path)).href;
}
