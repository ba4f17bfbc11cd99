import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { expectFresh, recorded } from "../../oracle/recording.ts";
import { refused, type Validated, validate } from "../../oracle/validate.ts";
import { lintText, presetSettings } from "../../support/linting.ts";

// Objects with one thing in them changed: what Kubernetes' own validation refuses of them is found, and of what it takes the rules about schemas say
// nothing.

const ABOUT_SCHEMA = new Set(["unknown-kind", "unknown-field", "schema-violation"]);
const settings = presetSettings(rules, ["recommended"]);

/** A mapping or a list, to be changed. */
export type Parent = Record<string, unknown>;

export interface Mutation {
  readonly what: string;
  readonly object: object;
}

/** What the findings are held against, and how far they may be from it. */
export interface Expected {
  /** Of the recording. */
  readonly name: string;
  /** By name. */
  readonly objects: Readonly<Record<string, object>>;
  readonly mutationsOf: (object: object) => readonly Mutation[];
  /** Kubernetes refuses more mutations than this. */
  readonly refused: number;
  /** Looks at what is missed, one line for each: less than 5 % of what is refused. */
  readonly missed?: (lines: readonly string[]) => Promise<void> | void;
}

/** The object with the place changed by `apply`. */
export function mutated(object: object, path: readonly string[], apply: (parent: Parent, key: string) => void): object {
  const copy = structuredClone(object);
  const parent = path.slice(0, -1).reduce<Parent>((at, key) => at[key] as Parent, copy as Parent);
  apply(parent, path.at(-1) as string);
  return copy;
}

/** Every place below the object but its type. */
export function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    path.length === 0 && (key === "apiVersion" || key === "kind") ? [] : [[...path, key], ...placesIn(child, [...path, key])],
  );
}

/** Compares what is found in all mutations with what Kubernetes says of them. */
export function describeMutations(title: string, expected: Expected): void {
  const { name, objects } = expected;
  const mutations = Object.fromEntries(Object.entries(objects).map(([kind, object]) => [kind, expected.mutationsOf(object)]));

  describe(title, () => {
    it("is recorded", async () => {
      const answers = () =>
        Object.values(mutations).map((list) =>
          validate(list.map(({ object }) => object))
            .map((answer) => (refused(answer as Validated) ? "r" : "-"))
            .join(""),
        );
      await expectFresh("validate", name, mutations, answers);
    });

    it("is found, and nothing else by the rules about schemas", async () => {
      const { count, missed, wrong } = compared(mutations, recorded<string>(name));
      expect(wrong).toEqual([]);
      expect(count).toBeGreaterThan(expected.refused);
      await expected.missed?.(missed);
      expect(missed.length, missed.join("\n")).toBeLessThan(count * 0.05);
    });

    it("is nothing of the objects as they stand", () => {
      for (const [kind, object] of Object.entries(objects))
        expect(
          found(object).filter(({ rule }) => ABOUT_SCHEMA.has(rule)),
          kind,
        ).toEqual([]);
    });
  });
}

/** How many mutations Kubernetes refuses (`r` in the answers), which of them have no finding, and what is found by mistake. */
function compared(mutations: Readonly<Record<string, readonly Mutation[]>>, answers: Readonly<Record<string, string>>) {
  let count = 0;
  const missed: string[] = [];
  const wrong: string[] = [];
  for (const [kind, list] of Object.entries(mutations))
    for (const [i, { what, object }] of list.entries()) {
      const findings = found(object);
      if (answers[kind]?.[i] === "r") {
        count++;
        if (findings.length === 0) missed.push(`${kind}: ${what}`);
      } else
        wrong.push(
          // A warning says that the server takes the object and leaves something out.
          ...findings
            .filter(({ rule, severity }) => ABOUT_SCHEMA.has(rule) && severity === "error")
            .map(({ message }) => `${kind}: ${what}: ${message}`),
        );
    }
  return { count, missed, wrong };
}

/** Errors, and whatever the rules about schemas say. */
function found(object: object) {
  return lintText(rules, JSON.stringify(object, undefined, 1), settings)
    .findings.filter(({ severity, rule }) => severity === "error" || ABOUT_SCHEMA.has(rule))
    .map(({ rule, message, severity }) => ({ rule, message, severity }));
}
