import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import type { Finding } from "../../../server/lint/rule/finding.ts";
import { corpus, corpusRoot, describeCorpus } from "../../support/corpus.ts";
import { FULL, share } from "../../support/effort.ts";
import { lintText, presetSettings } from "../../support/linting.ts";
import { describeOracle, oracleAvailable } from "../client.ts";
import { type Decoded, decode } from "../decode.ts";
import { type Kustomized, kustomize } from "../kustomize.ts";
import { refused, type Validated, validate } from "../validate.ts";
import { CLAIMS } from "./claims.table.ts";
import { mutationsOf } from "./mutations.ts";
import { smallObjects } from "./objects.table.ts";
import { refusals, refusesAt } from "./places.ts";

// Over a share of the objects of the corpus and slips of the pen in them; PLIMSOLL_FULL=1 takes all objects and a tenth of the slips, PLIMSOLL_EVERY=1 all.
const SHARE = process.env.PLIMSOLL_EVERY === "1" ? 1 : FULL ? 10 : 20;
const MOST_TEXT = 8_000;

const settings = presetSettings(rules, ["all"]);
const claims = new Map(CLAIMS.map((claim) => [claim.rule, claim]));
const families = new Map(rules.map(({ id, family }) => [id, family]));
const CLAIMING: ReadonlySet<string | undefined> = new Set(["schema", "references", "api-deprecation"]);

interface Subject {
  readonly name: string;
  readonly object: object;
}

describeOracle("validate", "findings, compared with the API server in bulk", () => {
  describeCorpus("over the corpus", () => {
    it("claim no refusal of an object that is taken", { timeout: 600_000 }, () => {
      const { wrong, objects, errors } = judge(whole());
      console.log(
        `${objects} objects, ${errors} findings that claim a refusal, ${wrong.length} of them on objects that are taken`,
      );
      expect(wrong).toEqual([]);
    });

    it("claim no refusal where a slip of the pen is taken, and find most that are refused", { timeout: 3_600_000 }, () => {
      const { wrong, objects, errors, places, found } = judge(slips());
      console.log(`${objects} slips, ${errors} findings that claim a refusal, ${wrong.length} of them on objects that are taken`);
      console.log(`${places} refusals, ${found} of them found where they are`);
      expect(wrong).toEqual([]);
      expect(found / places).toBeGreaterThan(0.8);
    });
  });
});

/** Real objects, what overlays build, and the smallest of each kind; each once. */
function whole(): readonly Subject[] {
  const files = corpus("plain", "large");
  const read = decode(files.map(({ text }) => text)) as readonly Decoded[];
  const named = read.flatMap(({ documents }, i) => documents.map((object) => ({ name: files[i]?.path ?? "", object })));
  const folders = readdirSync(join(corpusRoot, "kustomize"), { recursive: true, withFileTypes: true })
    .filter(({ name }) => /^kustomization\.ya?ml$/i.test(name))
    .map(({ parentPath }) => parentPath);
  const built = oracleAvailable("kustomize")
    ? (kustomize(folders.map((folder) => ({ folder, unrestricted: true }))) as readonly Kustomized[])
    : [];
  const fromOverlays = built.flatMap(({ objects }, i) => objects.map((object) => ({ name: folders[i] ?? "", object })));
  const small = smallObjects("web").map((object) => ({ name: `the smallest ${object.kind}`, object }));
  const unique = new Map<string, Subject>();
  for (const { name, object } of [...share([...named, ...fromOverlays], 5), ...small])
    for (const one of itemsOf(object)) unique.set(JSON.stringify(one), { name, object: one });
  return [...unique.values()];
}

function itemsOf(object: unknown): readonly object[] {
  if (typeof object !== "object" || object === null || !("kind" in object)) return [];
  if ("items" in object && Array.isArray(object.items) && /List$/.test(String(object.kind))) return object.items.flatMap(itemsOf);
  return [object];
}

/** Slips in objects that are taken: of each kind of slip at each field of a kind of object one. */
function slips(): readonly Subject[] {
  const subjects = whole().filter(({ object }) => JSON.stringify(object).length < MOST_TEXT);
  const answers = validate(subjects.map(({ object }) => object)) as readonly Validated[];
  const seen = new Set<string>();
  const found: Subject[] = [];
  for (const [i, { name, object }] of subjects.entries()) {
    if (refused(answers[i] as Validated)) continue;
    const { apiVersion, kind } = object as { apiVersion: string; kind: string };
    for (const { what, path, object: changed } of mutationsOf(object)) {
      const key = [apiVersion, kind, what, ...path.map(anyKey)].join(" ");
      if (seen.has(key)) continue;
      seen.add(key);
      if (seen.size % SHARE === 0) found.push({ name: `${name}: ${kind} ${path.join(".")}: ${what}`, object: changed });
    }
  }
  return found;
}

/** Indices, and keys that users choose, are all alike. */
function anyKey(step: string | number, i: number, path: readonly (string | number)[]): string {
  const map = /^(labels|annotations|data|stringData|matchLabels|nodeSelector|limits|requests|hard|properties)$/;
  return typeof step === "number" || map.test(String(path[i - 1])) ? "*" : step;
}

function judge(subjects: readonly Subject[]) {
  const answers = validate(subjects.map(({ object }) => object)) as readonly Validated[];
  const wrong: unknown[] = [];
  let errors = 0;
  let places = 0;
  let found = 0;
  for (const [i, { name, object }] of subjects.entries()) {
    const answer = answers[i] as Validated;
    const { findings } = lintText(rules, JSON.stringify(object), settings);
    const claiming = findings.filter(claimsRefusal);
    errors += claiming.length;
    if (!refused(answer)) for (const { rule, message } of claiming) wrong.push({ name, rule, message });
    if (answer.unserved !== undefined) continue;
    const near = findings.map(({ path }) => path);
    for (const one of singly(answer)) {
      places++;
      if (near.some((path) => refusesAt(one, path))) found++;
      else if (process.env.PLIMSOLL_MISSED) console.log("missed", name, JSON.stringify(one));
    }
  }
  return { wrong, objects: subjects.length, errors, places, found };
}

function claimsRefusal({ rule, severity, message }: Finding): boolean {
  const claim = claims.get(rule);
  if (claim) return severity === "error" && !claim.silent?.test(message);
  return severity === "error" && CLAIMING.has(families.get(rule));
}

/** An answer for each refusal. */
function singly(answer: Validated): readonly Validated[] {
  if (refusals(answer).length === 0) return [];
  return [
    ...(answer.errors ?? []).map((error) => ({ errors: [error] })),
    ...(answer.strict ?? []).map((text) => ({ strict: [text] })),
    ...(answer.decode === undefined ? [] : [{ decode: answer.decode }]),
  ];
}
