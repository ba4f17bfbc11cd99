import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { parse } from "../../server/yaml/parser/parse.ts";
import { decodePlain, decodeScalar, needsQuotes } from "../../server/yaml/tree/scalar.ts";
import { fc } from "../support/property.ts";
import { nodeAt, valueAt } from "../support/tree.ts";

type Row = { readonly value?: unknown; readonly error?: string };
const recorded: Readonly<Record<string, Row>> = JSON.parse(
  readFileSync(new URL("../data/scalars.json", import.meta.url), "utf8"),
);

describe("decodePlain", () => {
  it("reads every recorded scalar as kubectl does", () => {
    const rows = Object.entries(recorded).filter(([, row]) => "value" in row);
    expect(rows.length).toBeGreaterThan(180);
    const ours = rows.map(([scalar]) => [scalar, decodePlain(scalar.trim())]);
    expect(ours).toEqual(rows.map(([scalar, row]) => [scalar, row.value]));
  });

  it("reads as numbers what kubectl then cannot write as JSON", () => {
    const refused = Object.entries(recorded).filter(([, row]) => row.error?.includes("unsupported value"));
    expect(refused.length).toBe(8);
    for (const [scalar] of refused) expect([scalar, Number.isFinite(decodePlain(scalar))]).toEqual([scalar, false]);
  });
});

describe("decodeScalar", () => {
  // Seen with kubectl 1.32: label --local -f FILE x=y -o json.
  it.each([
    ["!!str 12", "12"],
    ["!!str", ""],
    ["! 12", "12"],
    ["!custom 12", "12"],
    ['!!int "3"', 3],
    ["!!float 3", 3],
    ["!!bool yes", true],
    ['!!null ""', null],
    ["!!binary aGk=", "hi"],
    ["!!timestamp 2001-01-01", "2001-01-01"],
    ["!<tag:yaml.org,2002:str> 12", "12"],
  ])("%s", (text, value) => {
    const tree = parse(`a: ${text}\n`);
    expect(tree.problems).toEqual([]);
    expect(valueAt(tree, "a")).toBe(value);
    expect(decodeScalar("x", "plain", "!custom")).toBe("x");
  });
});

describe("needsQuotes", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(..." -?:,[]{}#&*!|>'\"%@`~\t\n.0x1eyn=<\u0085\ufeff".split("")), maxLength: 6 }),
    fc.constantFrom(...Object.keys(recorded)),
  );

  it("a text that needs none reads back as itself, in a block and in a flow collection", () => {
    fc.assert(
      fc.property(text, (value) => {
        if (!needsQuotes(value)) {
          const tree = parse(`a:\n  b: ${value}\n  c:\n  - ${value}\n  - x: ${value} # c\n`);
          expect(tree.problems).toEqual([]);
          expect(valueAt(tree, "a", "b")).toBe(value);
          expect(valueAt(tree, "a", "c", 0)).toBe(value);
          expect(parseYaml(`- ${value}`, { schema: "failsafe" })).toEqual([value]);
        }
        if (!needsQuotes(value, true)) {
          const tree = parse(`a: [${value}, {b: ${value}}, ${value}]\n`);
          expect(tree.problems).toEqual([]);
          expect([0, 1, 2].map((i) => nodeAt(tree, "a", i).kind)).toEqual(["scalar", "mapping", "scalar"]);
          expect(valueAt(tree, "a", 2)).toBe(value);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["nginx", "a:b", "http://x", "-x", "a#b", "1Gi", "a, b", "it's", ":latest"])("%s stays plain", (value) => {
    expect(needsQuotes(value)).toBe(false);
  });

  it.each(["", "yes", "017", "- a", "a: b", "a #b", "*", "&a", "{{ x }}", "@a", "~", "a:", " a", "a\n"])(
    "%j is quoted",
    (value) => {
      expect(needsQuotes(value)).toBe(true);
    },
  );
});
