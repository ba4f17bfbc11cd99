import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import type { PlacedOccurrence } from "../../../server/lint/navigation/placed.ts";
import { renamable } from "../../../server/lint/navigation/rename.ts";
import { Names } from "../../../server/lint/navigation/same.ts";
import { Linter } from "../../../server/lint/workspace/linter.ts";
import { type CorpusFile, corpus, corpusRoot, describeCorpus } from "../../support/corpus.ts";
import { share } from "../../support/effort.ts";
import { presetSettings } from "../../support/linting.ts";
import { everythingFound, whileRenamed } from "./renaming.ts";

// After a rename nothing dangles and nothing is lost: all rules find in all files what they found before, with the new name in their messages.

const settings = presetSettings(rules, ["all"]);

/** One of so many names is given another one. */
const STEP = 200;
const SAMPLE_STEP = 20;

/** A patch there names an account by what a suffix makes of its name. */
const BY_BUILT_NAME = /kustomization_yaml_components_monorepo.* object hello-world$/;

/** Names that are not free to choose. */
const FIXED = /is in every cluster|follows from what it serves/;

describe("a new name leaves every finding as it was", () => {
  const folder = fileURLToPath(new URL("../../../samples/shop/", import.meta.url));
  it("in samples/shop", () => {
    const files = readdirSync(folder).map((name) => ({ path: `shop/${name}`, text: readFileSync(folder + name, "utf8") }));
    expect(damageIn(files, SAMPLE_STEP)).toEqual([]);
  }, 120_000);
});

describeCorpus("a new name leaves every finding as it was in public kustomizations", () => {
  const files = existsSync(corpusRoot) ? corpus("kustomize") : [];
  it.each([...new Set(files.map(({ path }) => projectOf(path)))])(
    "in %s",
    (project) => {
      const own = files.filter(({ path }) => projectOf(path) === project);
      expect(damageIn(own, STEP)).toEqual([]);
    },
    120_000,
  );
});

/** What other names change in files, beside the names: of every `step`-th of those that can be changed. */
function damageIn(files: readonly CorpusFile[], step: number): readonly string[] {
  const linter = new Linter(rules, { settingsFor: () => settings, scopeOf: () => "" });
  for (const { path, text } of files) linter.update(`file:///${path}`, text);
  linter.settle();
  const all = linter.uris().flatMap((uri) => new Names(linter).in(uri).filter((one) => renamable(linter, one) !== undefined));
  return share(all, step).flatMap((one) => damage(linter, one));
}

function projectOf(path: string): string {
  return path.split("/").slice(0, 2).join("/");
}

/** What another name for an occurrence changes beside the name. */
function damage(linter: Linter, one: PlacedOccurrence): readonly string[] {
  const title = `${one.uri}:${one.site.start} ${one.noun} ${one.name}`;
  if (BY_BUILT_NAME.test(title)) return [];
  const name = renamable(linter, one) ?? "";
  const before = everythingFound(linter, name);
  let after: readonly string[] = [];
  const problem = whileRenamed(linter, one, () => {
    after = everythingFound(linter, name);
  });
  if (problem !== undefined) return FIXED.test(problem) ? [] : [`${title}: ${problem}`];
  const come = after.filter((line) => !before.includes(line)).map((line) => `${title}: + ${line}`);
  const gone = before.filter((line) => !after.includes(line)).map((line) => `${title}: - ${line}`);
  return [...come, ...gone];
}
