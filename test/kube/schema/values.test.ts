import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { parseAllDocuments } from "yaml";
import { describeMutations, type Mutation, mutated, type Parent, placesIn } from "./mutated.ts";

const objects = parseAllDocuments(readFileSync(new URL("../../data/objects.yaml", import.meta.url), "utf8")).map(
  (document) => document.toJS() as Parent,
);
const nameOf = ({ kind, metadata }: Parent) => `${kind} ${(metadata as Parent).name}`;

// Each value of objects that use most of the API swapped for one that is likely wrong. (What a field lacks, or is called, is tried in refusals.test.ts.)
describeMutations("what Kubernetes refuses of values", {
  name: "schema.values",
  objects: Object.fromEntries(objects.map((object) => [nameOf(object), object])),
  mutationsOf,
  refused: 800,
  // Expressions in CEL, and what only a compiler or another object could tell, are not found: every one of them is listed.
  missed: (lines) => expect(lines.join("\n")).toMatchFileSnapshot("../../data/schema-values.missed.txt"),
});

function mutationsOf(object: object): readonly Mutation[] {
  return placesIn(object).flatMap((path) => {
    const changed = (how: string, apply: (parent: Parent, key: string) => void): Mutation => ({
      what: `${path.join(".")} ${how}`,
      object: mutated(object, path, apply),
    });
    const to = (value: unknown) =>
      changed(JSON.stringify(value), (parent, key) => {
        parent[key] = value;
      });
    const twice = changed("twice", (parent, key) => {
      if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]));
    });
    const value = path.reduce<unknown>((at, key) => (at as Parent)[key], object);
    const inList = /^\d+$/.test(path.at(-1) as string);
    if (typeof value === "string") return inList ? [to("Wrong_Word"), twice] : [to("Wrong_Word")];
    if (typeof value === "number") return [to(-1), to(9_999_999)];
    if (Array.isArray(value)) return [to([])];
    return typeof value === "object" && inList ? [to(null), twice] : [];
  });
}
