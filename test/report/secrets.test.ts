import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import type { FileResult } from "../../server/lint/analysis/result.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { FORMATS, type FormatName } from "../../server/report/format/formats.ts";
import { maskOf } from "../../server/report/mask/mask.ts";
import { FULL } from "../support/effort.ts";
import { presetSettings } from "../support/linting.ts";
import { rendered } from "../support/reporting.ts";
import { PLACES, pieces, planted, SECRETS } from "../support/secret-places.ts";

const formats = Object.keys(FORMATS) as FormatName[];
const settings = presetSettings(rules, ["all"]);

function resultOf(text: string, uri = "file:///repo/k8s/a.yaml"): FileResult {
  const linter = new Linter(rules, { settingsFor: () => settings, scopeOf: () => "" });
  linter.update(uri, text);
  linter.settle();
  return linter.result(uri);
}

describe("no piece of a secret is in any report", () => {
  it("there are a hundred kinds of places", () => expect(Object.keys(PLACES).length).toBeGreaterThanOrEqual(100));

  // As many kinds of places together as there are secrets, each with one of its own: what is known of one file masks nothing of another. In a
  // full run each with all of them, one after the other.
  const places = Object.entries(PLACES);
  const groups = places.flatMap((_, i) => (i % SECRETS.length === 0 ? [places.slice(i, i + SECRETS.length)] : []));
  it.each(groups.map((group) => [group.map(([name]) => name).join("; "), group] as const))("%s", async (_, group) => {
    for (const turn of SECRETS.keys()) {
      if (turn > 0 && !FULL) break;
      const secretOf = (i: number) => SECRETS[(i + turn) % SECRETS.length] as string;
      const results = group.map(([, template], i) => resultOf(planted(template, secretOf(i)), `file:///repo/k8s/${i}.yaml`));
      for (const format of formats) {
        const report = await rendered(format, results, { rules, statistics: true, listUnchecked: true });
        const leak = group.flatMap((_, i) => pieces(secretOf(i))).find((piece) => report.includes(piece));
        const line = report.split("\n").find((one) => leak !== undefined && one.includes(leak));
        expect(`${format}: ${line ?? "nothing"}`).toBe(`${format}: nothing`);
      }
    }
  });
});

describe("a fix whose text would show a secret", () => {
  const report = async (value: string) => {
    const text = `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData:\n  z: ${value}\n  b: x\n`;
    const { findings } = JSON.parse(await rendered("json", [resultOf(text)], { rules }));
    return findings.find(({ rule }: { rule: string }) => rule === "unsorted-keys").fixes[0];
  };

  it("is named without its edits", async () => {
    const fix = await report(SECRETS[0] as string);
    expect(fix).toMatchObject({ edits: [], withheld: true });
    expect(fix.title).not.toBe("");
  });

  it("is shown where there is only a placeholder", async () => {
    const fix = await report("changeme");
    expect(fix.withheld).toBeUndefined();
    expect(fix.edits.length).toBeGreaterThan(0);
  });
});

it("what is no secret is shown", async () => {
  const text =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: kube-system-agent-0 }\nspec:\n  containers:\n    - name: agent\n      image: registry.example/agent:1.2.3\n      env: [{ name: MODE, value: kube-system-agent-0 }, { name: POSTGRES_PASSWORD, value: postgres }]\n      args: ["--listen=kube-system-agent-0:8080"]\n';
  const result = resultOf(text);
  const messages = result.findings.map(({ message }) => message);
  const { findings } = JSON.parse(await rendered("json", [result], { rules }));
  expect(findings.map((finding: { message: string }) => finding.message)).toEqual(messages);
});

it("a word of a password that is made of words is a word like any other", () => {
  const mask = maskOf({
    spans: [],
    values: new Set(["harbor_registry_password"]),
    texts: new Set(),
    free: new Set(),
    names: new Set(),
  });
  expect(mask('Deployment "release-name-harbor-registry" has 1 replica')).toBe(
    'Deployment "release-name-harbor-registry" has 1 replica',
  );
  expect(mask('"harbor_registry_password" is refused')).toBe('"***" is refused');
  expect(mask('"my_registry_pass" is refused')).toBe('"***" is refused');
});
