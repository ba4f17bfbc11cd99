import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe } from "vitest";
import { share } from "./effort.ts";

/** The collection of real manifests, which stands beside the checkout. It is not part of the project. */
export const corpusRoot = fileURLToPath(new URL("../../../shared/corpus", import.meta.url));

export interface CorpusFile {
  /** Relative to the corpus, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Every YAML file below these folders of the corpus (all of it without an argument), sorted by path. */
export function corpus(...folders: readonly string[]): readonly CorpusFile[] {
  const roots = folders.length > 0 ? folders.map((folder) => join(corpusRoot, folder)) : [corpusRoot];
  return roots
    .flatMap((root) => readdirSync(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(ya?ml|tpl)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: relative(corpusRoot, path).replaceAll("\\", "/"), text: readFileSync(path, "utf8") }));
}

/** The files of every `step`-th repository of a part of the corpus, in a full run of all of them. */
export function someRepositories(part: string, step: number): readonly CorpusFile[] {
  const files = corpus(part);
  const repositoryOf = ({ path }: CorpusFile) => path.split("/").slice(0, 2).join("/");
  const chosen = new Set(share([...new Set(files.map(repositoryOf))], step, 1));
  return files.filter((file) => chosen.has(repositoryOf(file)));
}

/** `describe` for tests that read the corpus: skipped where it is absent, and says so. */
export function describeCorpus(name: string, body: () => void): void {
  const present = existsSync(corpusRoot);
  if (!present) process.stderr.write(`skipped: "${name}" needs the corpus beside the checkout (../shared/corpus)\n`);
  describe.skipIf(!present)(present ? name : `${name} (skipped: no ../shared/corpus)`, body);
}
