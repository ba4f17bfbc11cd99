import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { readConfig } from "../../server/lint/config/read.ts";
import { indexRules } from "../../server/lint/rule/names.ts";
import { configCompletions } from "../../server/lsp/feature/config-completion.ts";
import { positionsIn } from "../../server/lsp/protocol/positions.ts";

// `|` is the cursor.
function labels(marked: string): readonly string[] {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const reading = { text, version: 1, positions: positionsIn(text, "utf-16") };
  return configCompletions(reading, offset, rules).map(({ label }) => label);
}

const CASES: readonly (readonly [text: string, among: readonly string[], not: readonly string[]])[] = [
  ["|", ["extends", "rules", "root"], ["recommended"]],
  ["root: true\n|", ["extends", "rules"], ["root"]],
  ["ru|", ["rules"], []],
  ["extends: [|", ["recommended", "pss-restricted"], ["rules"]],
  ["extends: [recommended, |", ["nsa"], ["rules"]],
  ["extends:\n  - |", ["recommended"], ["rules"]],
  ["extends:\n- |", ["recommended"], ["rules"]],
  ["extends:\n- recommended\n|", ["rules"], ["extends"]],
  ["root: |", ["true", "false"], ["rules"]],
  ["rules:\n  |", ["privileged-container", "host-network"], ["extends"]],
  ["rules:\n  host-network: off\n  |", ["privileged-container"], ["host-network"]],
  ["rules:\n  privileged-container: |", ["error", "off"], ["rules"]],
  ["rules:\n  privileged-container: {|", ["severity"], ["error"]],
  ["rules:\n  privileged-container:\n    |", ["severity"], ["host-network"]],
  ["overrides:\n  - |", ["files", "rules"], ["extends"]],
  ['overrides:\n  - files: ["a"]\n    |', ["kinds", "rules"], ["files", "extends"]],
  ["overrides:\n  - files: [a]\n    # a comment\n\n    rules:\n      |", ["privileged-container"], ["files"]],
  ["overrides:\n- files: [a]\n- |", ["files", "kinds"], []],
  ["suppressions:\n  |", ["requireReason", "entries"], ["rules"]],
  ["suppressions:\n  entries:\n    - rules: [|", ["privileged-container"], ["kind"]],
  ["suppressions:\n  entries:\n    - rules: [host-network]\n      |", ["kind", "reason"], ["rules"]],
  ["# |", [], ["rules"]],
  ['ignore: ["|', [], ["rules"]],
];

describe("completion of a configuration file", () => {
  it.each(CASES)("%j", (text, among, not) => {
    const found = labels(text);
    for (const label of among) expect(found).toContain(label);
    for (const label of not) expect(found).not.toContain(label);
  });

  it("offers no key twice and nothing that the reader refuses", () => {
    const keys = labels("|");
    expect(new Set(keys).size).toBe(keys.length);
    const { problems } = readConfig(keys.map((key) => `${key}:\n`).join(""), "file:///plimsoll.yaml", indexRules(rules));
    expect(problems.filter(({ message }) => /unknown|did you mean/i.test(message))).toEqual([]);
  });
});
