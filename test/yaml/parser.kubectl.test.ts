import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "../../server/yaml/parser/parse.ts";
import { jsonOf } from "../support/tree.ts";

type Row = { readonly value?: unknown; readonly error?: string };
const recorded: Readonly<Record<string, Row>> = JSON.parse(
  readFileSync(new URL("../data/decoded.json", import.meta.url), "utf8"),
);
// Kubernetes' decoder reads `{b:}` as a key "b:" without a value, YAML 1.2 as a key "b". We keep to YAML.
const DEVIATIONS = new Set(["a: {b:}\n"]);
const rows = Object.entries(recorded).filter(([text]) => !DEVIATIONS.has(text));

function syntaxProblems(text: string): readonly string[] {
  return parse(text).problems.flatMap(({ code, message }) => (code === "syntax" ? [message] : []));
}

// Recorded with three lines before each document, which make an object of it.
describe("parse, compared with kubectl", () => {
  it.each(rows.filter(([, row]) => "value" in row))("reads %j as kubectl does", (text, row) => {
    expect(syntaxProblems(text)).toEqual([]);
    expect(jsonOf(parse(text).root)).toEqual(row.value);
  });

  it.each(rows.filter(([, row]) => row.error))("refuses %j, as kubectl does", (text) => {
    expect(syntaxProblems(text).length).toBeGreaterThan(0);
  });

  it.each(rows.filter(([, row]) => row.error))("has one problem for %j", (text) => {
    expect(syntaxProblems(text)).toHaveLength(1);
  });
});
