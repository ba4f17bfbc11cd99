import { describe, expect, it } from "vitest";
import { DIALECTS, type FileRole } from "../../server/lint/analysis/dialect.ts";
import type { FileResult, PlacedFinding } from "../../server/lint/analysis/result.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { Field } from "../../server/yaml/tree/field.ts";
import { only } from "../support/linting.ts";
import { type RuleCase, ruleCases } from "../support/rule-samples.ts";

// What a rule says where the text does not decide: every sample again, with parts of it unknown. Nothing may be called missing where something
// else may add it, and nothing that an action renders may be judged.
const URI = "file:///sample.yaml";
const ACTION = /\{\{[^}]*\}\}/g;

describe.each(byRule())("%s", (_, cases) => {
  it("does not miss what a patch leaves out", () => {
    for (const one of cases) expect(missing(lint(one, one.text, "patch")), one.name).toEqual([]);
  });

  it("does not miss what a block of a template may bring in", () => {
    for (const one of cases) expect(missing(lint(one, opened(one.text), "template")), one.name).toEqual([]);
  });

  it("judges no value that an action renders", () => {
    for (const one of cases) {
      const text = replaced(one.text);
      const actions = [...text.matchAll(ACTION)].map(({ index, 0: { length } }) => [index, index + length] as const);
      const wrong = lint(one, text, "template").findings.filter(({ span }) =>
        actions.some(([start, end]) => span.start < end && span.end > start),
      );
      expect(
        wrong.map(({ message }) => message),
        one.name,
      ).toEqual([]);
    }
  });
});

function byRule(): [string, readonly RuleCase[]][] {
  const cases = new Map<string, RuleCase[]>();
  for (const one of ruleCases()) cases.set(one.rule.id, [...(cases.get(one.rule.id) ?? []), one]);
  return [...cases];
}

function lint({ rule, options, kubernetes }: RuleCase, text: string, role: FileRole): FileResult {
  const settings = only([rule], options, kubernetes);
  const linter = new Linter([rule], { settingsFor: () => settings, scopeOf: () => "", exists: () => true, roleOf: () => role });
  linter.update(URI, text);
  return linter.result(URI);
}

/** The findings about a field that is not there, though something that the text does not show may bring it in. */
function missing(result: FileResult): readonly string[] {
  return result.findings.filter((finding) => mayStand(finding, result)).map(({ message }) => message);
}

/** Whether the field that a finding is about does not stand in its document, and the nearest one above it that does is open. */
function mayStand({ path, span }: PlacedFinding, { text, dialect }: FileResult): boolean {
  const { cut, parse } = DIALECTS[dialect];
  const slice = cut(text).find(({ start, end }) => span.start >= start && span.start <= end);
  if (!slice) return false;
  const root = Field.root(parse(text, slice.start, slice.end));
  if (root.at(...path).exists) return false;
  const above = path.findLastIndex((_, depth) => root.at(...path.slice(0, depth)).exists);
  return root.at(...path.slice(0, above)).open;
}

/** The block mappings with a line in each that brings in more: behind its first entry, or before it where that is a block of its own. */
function opened(text: string): string {
  const lines = text.split("\n");
  return lines
    .flatMap((line, i) => {
      const [, before = "", value] = /^( *(?:- )*)[\w"'./-]+:(?: +([^#\s].*))?(?: *#.*)?$/.exec(line) ?? [];
      if (before.endsWith("- ") && value) return [line, more(before.length)];
      if (before === "" && line.startsWith("kind:")) return [line, more(0)];
      const [, inner] = /^( *)[\w"'./-]+:/.exec(lines[i + 1] ?? "") ?? [];
      return !value && inner !== undefined && inner.length > before.length ? [line, more(inner.length)] : [line];
    })
    .join("\n");
}

function more(indent: number): string {
  return `${" ".repeat(indent)}{{- include "more" . | nindent ${indent} }}`;
}

/** Every plain value and item of a line but those that say what the object is, rendered by an action. */
function replaced(text: string): string {
  return text
    .replaceAll(/^( *(?:- )*(?!apiVersion:|kind:)[\w./-]+: +)([^\s#{[|>&*"'!][^#\n]*?)( +#.*)?$/gm, "$1{{ .Values.any }}$3")
    .replaceAll(/^( *(?:- )+)([^\s#{[|>&*"'!:-][^#\n:]*?)( +#.*)?$/gm, "$1{{ .Values.any }}$3");
}
