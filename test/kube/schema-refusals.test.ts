import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { expectFresh, recorded } from "../oracle/recording.ts";
import { refused, type Validated, validate } from "../oracle/validate.ts";
import { lintText, presetSettings } from "../support/linting.ts";
import { TAKEN } from "./schema-objects.table.ts";

// Each field of some objects removed, given another type, and misspelt: what Kubernetes' own validation refuses of them is found, and of what it takes
// the rules about schemas say nothing.

const NAME = "schema.refusals";
const ABOUT_SCHEMA = new Set(["unknown-kind", "unknown-field", "schema-violation"]);
const settings = presetSettings(rules, ["recommended"]);

interface Mutation {
  readonly what: string;
  readonly object: object;
}

type Parent = Record<string, unknown>;

function mutationsOf(object: object): readonly Mutation[] {
  return placesIn(object).flatMap((path) => {
    const name = path.join(".");
    const change = (how: string, apply: (parent: Parent, key: string) => void): Mutation => {
      const copy = structuredClone(object);
      const parent = path.slice(0, -1).reduce<Parent>((at, key) => at[key] as Parent, copy as Parent);
      apply(parent, path.at(-1) as string);
      return { what: `${how} ${name}`, object: copy };
    };
    const inList = /^\d+$/.test(path.at(-1) as string);
    const all = [
      change("remove", (parent, key) => (Array.isArray(parent) ? parent.splice(Number(key), 1) : delete parent[key])),
      change("mistype", (parent, key) => {
        const value = parent[key];
        parent[key] = typeof value === "object" ? "text" : typeof value === "string" ? ["text"] : { a: "b" };
      }),
    ];
    return inList ? all : [...all, change("misspell", renameLast)];
  });
}

/** The key with an x in it, where it stood. */
function renameLast(parent: Parent, key: string): void {
  const entries = Object.entries(parent);
  for (const [name] of entries) delete parent[name];
  for (const [name, value] of entries) parent[name === key ? `${name.slice(0, 1)}x${name.slice(1)}` : name] = value;
}

/** Every place below the object but its type. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    path.length === 0 && (key === "apiVersion" || key === "kind") ? [] : [[...path, key], ...placesIn(child, [...path, key])],
  );
}

const mutations = Object.fromEntries(Object.entries(TAKEN).map(([name, object]) => [name, mutationsOf(object)]));

describe("what Kubernetes refuses of mutated objects", () => {
  it("is recorded", async () => {
    const answers = () =>
      Object.values(mutations).map((list) =>
        validate(list.map(({ object }) => object))
          .map((answer) => (refused(answer as Validated) ? "r" : "-"))
          .join(""),
      );
    await expectFresh("validate", NAME, mutations, answers);
  });

  it("is found, and nothing else by the rules about schemas", () => {
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
    expect(count).toBeGreaterThan(500);
    expect(missed.length, missed.join("\n")).toBeLessThan(count * 0.05);
  });

  it("is nothing of the objects as they stand", () => {
    for (const [name, object] of Object.entries(TAKEN)) {
      const { findings } = lintText(rules, JSON.stringify(object, undefined, 1), settings);
      expect(
        findings.filter(({ rule }) => ABOUT_SCHEMA.has(rule)).map(({ message }) => message),
        name,
      ).toEqual([]);
    }
  });
});
