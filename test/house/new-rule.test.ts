import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { foundLines, lintText } from "../support/linting.ts";
import { readSample } from "../support/sample.ts";

// `npm run new`: what it writes is a rule that finds what its sample says, and what it cannot write it refuses in words.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-new-"));
for (const path of ["rules/hygiene", "rules/control-plane/etcd", "rules/docs"])
  mkdirSync(join(folder, path), { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [resolve("rules/new.mjs"), ...args], { cwd: folder, encoding: "utf8" });
}

describe("npm run new", () => {
  it.each([
    ["hygiene/my-default", undefined],
    ["hygiene/my-container", "container"],
    ["hygiene/my-pod", "pod"],
    ["hygiene/my-resource", "resource"],
    ["hygiene/my-workspace", "workspace"],
    ["control-plane/etcd/my-nested", "resource"],
  ])("%s %s", async (name, visitor) => {
    const { status, stderr } = run(name, ...(visitor ? [visitor] : []));
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const rule = await load(name);
    expect([rule.family, rule.id]).toEqual([name.split("/")[0], name.split("/").at(-1)]);
    const cases = readSample(readFileSync(join(folder, `samples/rules/${name}.yaml`), "utf8"));
    expect(cases.map(({ good }) => good)).toEqual([true, false]);
    for (const one of cases) expect(foundLines(lintText([rule], one.text)), one.title).toEqual(one.expected);
  });

  it.each([
    [["nowhere/my-rule"], 'There is no family "nowhere". The families are control-plane, hygiene.'],
    [["docs/my-rule"], 'There is no family "docs".'],
    [["control-plane/nowhere/my-rule"], "There is no folder rules/control-plane/nowhere."],
    [["hygiene/my-container"], "rules/hygiene/my-container.ts exists already."],
    [["hygiene/My_Rule"], "usage: npm run new <family>/<id>"],
    [["hygiene/my-other", "deployment"], "usage: npm run new <family>/<id> [container|pod|resource|workspace]"],
    [[], "usage: npm run new"],
  ])("refuses %s", (args, message) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

/** The rule that was written, with the door to the engine of this repository. */
async function load(name: string): Promise<Rule> {
  const text = readFileSync(join(folder, `rules/${name}.ts`), "utf8");
  const door = `${"../".repeat(name.split("/").length)}server/api.ts`;
  expect(text).toContain(`"${door}"`);
  const file = join(folder, `${name.replaceAll("/", "-")}.ts`);
  writeFileSync(file, text.replace(door, resolve("server/api.ts")));
  return ((await import(/* @vite-ignore */ pathToFileURL(file).href)) as { default: Rule }).default;
}
