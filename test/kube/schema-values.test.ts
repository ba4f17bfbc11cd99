import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { rules } from "../../rules/index.ts";
import { expectFresh, recorded } from "../oracle/recording.ts";
import { refused, type Validated, validate } from "../oracle/validate.ts";
import { lintText, presetSettings } from "../support/linting.ts";

// Each value of objects that use most of the API swapped for one that is likely wrong: what Kubernetes' own validation refuses of them is found, and of
// what it takes the rules about schemas say nothing. (What a field lacks, or is called, is tried in schema-refusals.test.ts.)

const NAME = "schema.values";
const ABOUT_SCHEMA = new Set(["unknown-kind", "unknown-field", "schema-violation"]);
const settings = presetSettings(rules, ["recommended"]);

type Parent = Record<string, unknown>;

interface Mutation {
  readonly what: string;
  readonly object: object;
}

const objects = parseAllDocuments(readFileSync(new URL("../data/objects.yaml", import.meta.url), "utf8")).map(
  (document) => document.toJS() as Parent,
);

function mutationsOf(object: Parent): readonly Mutation[] {
  return placesIn(object).flatMap((path) => {
    const changed = (how: string, apply: (parent: Parent, key: string) => void): Mutation => {
      const copy = structuredClone(object);
      const parent = path.slice(0, -1).reduce<Parent>((at, key) => at[key] as Parent, copy);
      apply(parent, path.at(-1) as string);
      return { what: `${path.join(".")} ${how}`, object: copy };
    };
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

/** Every place below the object but its type. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    path.length === 0 && (key === "apiVersion" || key === "kind") ? [] : [[...path, key], ...placesIn(child, [...path, key])],
  );
}

const nameOf = ({ kind, metadata }: Parent) => `${kind} ${(metadata as Parent).name}`;
const mutations = Object.fromEntries(objects.map((object) => [nameOf(object), mutationsOf(object)]));

describe("what Kubernetes refuses of values", () => {
  it("is recorded", async () => {
    const answers = () =>
      Object.values(mutations).map((list) =>
        validate(list.map(({ object }) => object))
          .map((answer) => (refused(answer as Validated) ? "r" : "-"))
          .join(""),
      );
    await expectFresh("validate", NAME, mutations, answers);
  });

  it("is found, and nothing else by the rules about schemas", async () => {
    const answers = recorded<string>(NAME);
    let count = 0;
    const missed: string[] = [];
    const wrong: string[] = [];
    for (const [kind, list] of Object.entries(mutations))
      for (const [i, { what, object }] of list.entries()) {
        const found = lintText(rules, JSON.stringify(object, undefined, 1), settings).findings.filter(
          ({ severity, rule }) => severity === "error" || ABOUT_SCHEMA.has(rule),
        );
        if (answers[kind]?.[i] === "r") {
          count++;
          if (found.length === 0) missed.push(`${kind}: ${what}`);
        } else
          wrong.push(...found.filter(({ rule }) => ABOUT_SCHEMA.has(rule)).map(({ message }) => `${kind}: ${what}: ${message}`));
      }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(800);
    // Expressions in CEL, and what only a compiler or another object could tell, are not found: every one of them is listed.
    await expect(missed.join("\n")).toMatchFileSnapshot("../data/schema-values.missed.txt");
    expect(missed.length).toBeLessThan(count * 0.05);
  });

  it("is nothing of the objects as they stand", () => {
    for (const object of objects) {
      const { findings } = lintText(rules, JSON.stringify(object, undefined, 1), settings);
      expect(findings.filter(({ rule }) => ABOUT_SCHEMA.has(rule)).map(({ message }) => message)).toEqual([]);
    }
  });
});
