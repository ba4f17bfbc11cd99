import { rules as all } from "../../rules/index.ts";
import type { FileResult } from "../../server/lint/analysis/result.ts";
import { resolveConfig } from "../../server/lint/config/config.ts";
import { type Flags, flagsConfig } from "../../server/lint/config/flags.ts";
import { readConfig } from "../../server/lint/config/read.ts";
import { indexRules } from "../../server/lint/rule/names.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import type { Suppressors } from "../../server/lint/suppression/suppress.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { lineStarts, positionAt } from "../../server/text/lines.ts";

export interface Setting {
  readonly rules?: readonly Rule[];
  /** The text of a plimsoll.yaml beside the file. */
  readonly config?: string;
  readonly flags?: Flags;
  readonly today?: string;
  readonly baseline?: Suppressors["baseline"];
  readonly uri?: string;
}

/** Lints one text as a host would, with a configuration. Throws where that is wrong, and where a rule crashes. */
export function lintWith(text: string, setting: Setting = {}): FileResult {
  return linterWith(setting)(text);
}

/** The same for many texts, one after the other: documents that did not change in between are not analysed again. */
export function linterWith(setting: Setting): (text: string) => FileResult {
  const { rules = all, config = "", flags = {}, today = "2026-06-15", baseline, uri = "file:///repo/a.yaml" } = setting;
  const index = indexRules(rules);
  const read = readConfig(config, "file:///repo/plimsoll.yaml", index);
  const flagged = flagsConfig(flags, index);
  const problems = [...read.problems.map(({ message }) => message), ...flagged.problems];
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const resolved = resolveConfig([flagged.config, read.config], rules, flags.only);
  const linter = new Linter(rules, {
    settingsFor: (name) => resolved.settingsFor(name),
    scopeOf: (name) => resolved.scopeOf(name),
    suppressorsFor: () => ({ policy: resolved.suppressions, today, ...(baseline ? { baseline } : {}) }),
  });
  return (text) => {
    linter.update(uri, text);
    linter.settle();
    const result = linter.result(uri);
    if (result.crashes.length > 0) throw new Error(result.crashes.map(({ rule, error }) => `${rule}: ${error}`).join("\n"));
    return result;
  };
}

/** The findings as `line rule`, lines from 1, in their order. */
export function found({ text, findings }: FileResult): readonly string[] {
  const starts = lineStarts(text);
  return findings.map(({ span, rule }) => `${positionAt(starts, span.start).line + 1} ${rule}`);
}
