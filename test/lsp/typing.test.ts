import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import type { PlacedFinding } from "../../server/lint/analysis/result.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { Typing } from "../../server/lsp/session/typing.ts";
import { lineStarts, positionAt } from "../../server/text/lines.ts";
import { only } from "../support/linting.ts";

const FOLDER = new URL("../data/typed/", import.meta.url);
const URI = "file:///typed.yaml";
const settings = only(rules);

/** A document into which somebody types, one character after another, at its end. */
class Editor {
  readonly linter = new Linter(rules, { settingsFor: () => settings, scopeOf: () => "", roleOf: () => undefined });
  readonly typing = new Typing(rules);
  text = "";

  /** What is shown after the text was inserted at the end in one change. */
  type(inserted: string): readonly PlacedFinding[] {
    const at = positionAt(lineStarts(this.text), this.text.length);
    this.text += inserted;
    this.typing.changed(URI, [{ range: { start: at, end: at }, text: inserted }]);
    this.linter.update(URI, this.text);
    this.linter.settle();
    return this.shown();
  }

  shown(): readonly PlacedFinding[] {
    const starts = lineStarts(this.text);
    return this.typing.visible(URI, this.linter.result(URI).findings, ({ span }) => positionAt(starts, span.end).line);
  }
}

const isError = ({ severity }: PlacedFinding) => severity === "error";

describe("a correct manifest that is typed from nothing", () => {
  it.each(readdirSync(FOLDER))("%s shows no error on the way", (name) => {
    const editor = new Editor();
    const red: string[] = [];
    for (const key of readFileSync(new URL(name, FOLDER), "utf8"))
      for (const { rule, message } of editor.type(key).filter(isError)) red.push(`${editor.text.length}: ${rule}: ${message}`);
    expect(red).toEqual([]);
  });
});

describe("a finding while somebody types", () => {
  const POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: web:1.0\n";
  const ids = (findings: readonly PlacedFinding[]) => new Set(findings.map(({ rule }) => rule));

  it("of what is dangerous waits until its line is left", () => {
    const editor = new Editor();
    editor.type(POD);
    editor.type("      securityContext:\n");
    for (const key of "        privileged: true") expect(ids(editor.type(key))).not.toContain("privileged-container");
    expect(ids(editor.type("\n"))).toContain("privileged-container");
  });

  it("of what may come below waits for a pause", () => {
    const editor = new Editor();
    editor.type(POD);
    expect(ids(editor.type("      volumeMounts:\n"))).not.toContain("undefined-volume-mount");
    for (const line of ["        - name: data\n", "          mountPath: /data\n"])
      expect(ids(editor.type(line))).not.toContain("undefined-volume-mount");
    editor.typing.ended(URI);
    expect(ids(editor.shown())).toContain("undefined-volume-mount");
    expect(ids(editor.type("# the pause is over"))).toContain("undefined-volume-mount");
  });

  it("stays where it was shown before, as often as it was", () => {
    const editor = new Editor();
    editor.type(POD);
    editor.type("---\nkind: Deploymnet\napiVersion: apps/v1\nmetadata: {name: a}\n---\napiVersion: apps/v1\n");
    editor.typing.ended(URI);
    expect(editor.shown().filter(({ rule }) => rule === "unknown-kind")).toHaveLength(1);
    expect(editor.type("kind: Deploymnet").filter(({ rule }) => rule === "unknown-kind")).toHaveLength(1);
    editor.typing.ended(URI);
    expect(editor.shown().filter(({ rule }) => rule === "unknown-kind")).toHaveLength(2);
  });

  it.each<[string, Parameters<Typing["changed"]>[1]]>([
    ["a paste", [{ range: range(0, 0), text: "a: 1\nb: 2\nc: 3\n" }]],
    ["a long paste", [{ range: range(0, 0), text: "a".repeat(100) }]],
    ["lines taken away", [{ range: { start: at(0), end: at(3) }, text: "" }]],
    ["several edits at once", [0, 1].map((line) => ({ range: range(line, line), text: "a" }))],
    ["a whole new text", [{ text: "a: 1\n" }]],
  ])("does not wait after %s", (_, changes) => {
    expect(new Typing(rules).changed(URI, changes)).toBe(false);
  });

  it.each<[string, Parameters<Typing["changed"]>[1]]>([
    ["a key", [{ range: range(2, 2), text: "a" }]],
    ["a line break with its indentation", [{ range: range(2, 2), text: "\n    " }]],
    ["a completed word", [{ range: range(2, 2), text: "terminationGracePeriodSeconds: " }]],
    ["backspace at the beginning of a line", [{ range: { start: at(1), end: at(2) }, text: "" }]],
  ])("waits after %s", (_, changes) => {
    expect(new Typing(rules).changed(URI, changes)).toBe(true);
  });
});

function at(line: number): { line: number; character: number } {
  return { line, character: 0 };
}

function range(start: number, end: number): { start: ReturnType<typeof at>; end: ReturnType<typeof at> } {
  return { start: at(start), end: at(end) };
}
