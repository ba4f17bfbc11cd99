import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import type { Json } from "../../server/yaml/tree/json.ts";
import { readSample } from "../support/sample.ts";

// An option that no sample sets is one that nobody knows to work.
const samples = new Map(
  readdirSync("samples/rules", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yaml") && !path.endsWith(".fixed.yaml"))
    .map((path) => [basename(path, ".yaml"), readSample(readFileSync(`samples/rules/${path}`, "utf8"))]),
);

for (const rule of rules.filter(({ id, options }) => samples.has(id) && Object.keys(options).length > 0))
  describe(`the options of ${rule.id}`, () => {
    const set = (samples.get(rule.id) ?? []).flatMap(({ options }) => Object.entries(options));

    it.each(Object.keys(rule.options))("%s is set in the sample", (name) => {
      expect(set.map(([key]) => key)).toContain(name);
    });

    it("what the sample sets is what the configuration takes", () => {
      for (const [name, value] of set) expect(rule.options[name]?.read(value as Json), name).toHaveProperty("value");
    });
  });
