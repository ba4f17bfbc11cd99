import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { parse } from "../../../server/yaml/parser/parse.ts";
import { cut } from "../../../server/yaml/parser/slice.ts";
import type { Path } from "../../../server/yaml/tree/field.ts";
import { lintText } from "../../support/linting.ts";
import { type RuleCase, ruleCases } from "../../support/rule-samples.ts";
import { variantsOf } from "../../support/sample.ts";
import { jsonOf } from "../../support/tree.ts";
import { oracleAvailable } from "../client.ts";
import { expectKept, kept, tellMissing } from "../recording.ts";
import { type Validated, validate } from "../validate.ts";
import { CLAIMS, type Claim, UNDECIDED } from "./claims.table.ts";
import { dropsAt, refusesAt } from "./places.ts";

interface Question {
  readonly of: RuleCase;
  readonly object: object;
  /** The object's own text. */
  readonly text: string;
}

const byRule = new Map<string, Question[]>();
// The oracle is of the newest version; what a case says about an older one it cannot know.
for (const one of ruleCases())
  if (one.kubernetes === undefined && CLAIMS.some(({ rule }) => rule === one.rule.id))
    byRule.set(one.rule.id, [...(byRule.get(one.rule.id) ?? []), ...questionsOf(one)]);
const answers = answersTo([...byRule.values()].flat().map(({ object }) => object));

describe("what rules say that the API server does", () => {
  it.each(CLAIMS.map((claim) => [claim.rule, claim] as const))("%s", (_, claim) => {
    const wrong: unknown[] = [];
    let seen = 0;
    for (const { of, object, text } of byRule.get(claim.rule) ?? []) {
      const answer = answers.get(identity(object));
      if (!answer || answer.unserved !== undefined) continue;
      for (const { message, path } of lintText([of.rule], text, of.settings).findings) {
        seen++;
        if (keeps(claim, answer, path, message)) continue;
        wrong.push({ case: of.name, message, path: path.join("."), answer });
      }
    }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(0);
  });

  it("is in the table for every page that says so", () => {
    const saying = rules.filter(({ why, title }) =>
      /API server (refuses|rejects|drops|cannot decode|does not accept|does not take)|refused by the API server|(is|are) not one that the API server takes/.test(
        `${title} ${why}`,
      ),
    );
    const known = new Set([...CLAIMS.map(({ rule }) => rule), ...Object.keys(UNDECIDED)]);
    expect(saying.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
  });

  it("is never that a workload is taken whose pods are then refused: its pod template is validated with it", () => {
    const wrong = /takes (the object|the workload|a workload)|then never creates|creates no pod/;
    expect(rules.filter(({ why }) => wrong.test(why)).map(({ id, why }) => [id, why])).toEqual([]);
  });

  it("has the recorded answers", () => expectKept("validate", "claims", answers));
});

function keeps({ verdict, silent, at }: Claim, answer: Validated, path: Path, message: string): boolean {
  // Of values of a wrong type the server names the first and looks no further.
  if (answer.decode !== undefined || silent?.test(message)) return true;
  const refused = refusesAt(answer, path) || (at !== undefined && (answer.errors ?? []).some(({ field = "" }) => at.test(field)));
  return verdict === "dropped" ? dropsAt(answer, path) : refused;
}

/** The objects of a case, and of the same case inside a Deployment where it is about a Pod. */
function questionsOf(one: RuleCase): readonly Question[] {
  const texts = [one.text, ...variantsOf(one).flatMap(({ name, text }) => (name === "Deployment" ? [text] : []))];
  return texts.flatMap((text) =>
    cut(text).flatMap(({ start, end }) => {
      const object = jsonOf(parse(text, start, end).root);
      if (typeof object !== "object" || object === null || !("kind" in object) || !("apiVersion" in object)) return [];
      return [{ of: one, object, text: text.slice(start, end) }];
    }),
  );
}

function identity(object: object): string {
  return createHash("sha256").update(JSON.stringify(object)).digest("hex").slice(0, 12);
}

/** The answers by identity: the program's where it is built, the recorded ones elsewhere. */
function answersTo(objects: readonly object[]): ReadonlyMap<string, Validated> {
  const asked = new Map(objects.map((object) => [identity(object), object]));
  if (!oracleAvailable("validate")) {
    const recorded = kept<Validated>("claims");
    tellMissing("claims", [...asked.keys()].filter((key) => !recorded.has(key)).length);
    return recorded;
  }
  const given = validate([...asked.values()]);
  return new Map([...asked.keys()].sort().map((key) => [key, short(given[[...asked.keys()].indexOf(key)] as Validated)]));
}

/** What the comparison reads of an answer, in one order: the server walks through maps as they come. */
function short({ unserved, decode, strict, errors, dropped }: Validated): Validated {
  const named = errors?.map(({ field, type }) => ({ ...(field !== undefined && { field }), type, detail: "" }));
  return {
    ...(unserved !== undefined && { unserved }),
    ...(decode !== undefined && { decode }),
    ...(strict && { strict: [...strict].sort() }),
    ...(named && { errors: named.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) }),
    ...(dropped && { dropped }),
  };
}
