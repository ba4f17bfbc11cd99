import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "../../server/yaml/parser/parse.ts";
import type { Decoded } from "../oracle/decode.ts";
import { recorded } from "../oracle/recording.ts";
import { TEXTS } from "../oracle/texts.table.ts";
import { readFile, sameReading } from "../support/kubectl.ts";
import { jsonOf } from "../support/tree.ts";

type Row = { readonly value?: unknown; readonly error?: string };
const rowsByText: Readonly<Record<string, Row>> = JSON.parse(
  readFileSync(new URL("../data/decoded.json", import.meta.url), "utf8"),
);
const rows = Object.entries(rowsByText);

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

describe("odd texts, compared with kubectl", () => {
  const answers = recorded<Decoded>("decode.kubectl");
  const odd = Object.entries(TEXTS).filter(
    (row): row is [string, string] => typeof row[1] === "string" && !row[0].startsWith("suite"),
  );
  // kubectl drops without a word what follows in these, which is an error of ours.
  const dropped = ["line break: CR before a separator", "document: end, then content", "JSON: content behind it"];

  it.each(odd)("%s", (name, text) => {
    const ours = readFile(text);
    if (dropped.includes(name) || (name.startsWith("found") && ours.dropped)) expect(ours.dropped).toBe(true);
    else
      expect([ours, sameReading(ours, answers[name] as Decoded)]).toEqual([
        answers[name]?.error ? expect.anything() : answers[name],
        true,
      ]);
  });
});
