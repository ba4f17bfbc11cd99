import { withoutMark } from "../../text/byte-order-mark.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { Field } from "../../yaml/tree/field.ts";
import type { Json } from "../../yaml/tree/json.ts";
import { jsonOf } from "../../yaml/tree/plain.ts";
import type { ConfigProblem } from "../config/file.ts";
import type { Baseline, BaselineEntry } from "./baseline.ts";

/** Reads a baseline file. Undefined, with the first thing that is wrong and its place, if it cannot be used as a whole. */
export function readBaseline(
  text: string,
  uri: string,
): { readonly baseline: Baseline | undefined; readonly problems: readonly ConfigProblem[] } {
  const found = asBaseline(parseJson(text));
  return typeof found === "string"
    ? { baseline: undefined, problems: [locate(text, uri, found)] }
    : { baseline: found, problems: [] };
}

/** JSON's own parser: a baseline may be long, and its places matter only if something is wrong. */
function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(withoutMark(text)) as Json;
  } catch {
    return undefined;
  }
}

/** The baseline, or what is wrong with it. */
function asBaseline(json: Json | undefined): Baseline | string {
  if (!isRecord(json)) return ADVICE;
  if (json.version !== 1) return `This version of Plimsoll reads baselines of version 1. ${ADVICE}`;
  const findings = json.findings;
  if (!Array.isArray(findings)) return `"findings" must be a list. ${ADVICE}`;
  return findings.every(isEntry) ? { version: 1, findings } : `An entry lacks its fingerprint, file or count. ${ADVICE}`;
}

const ADVICE = 'A baseline is written by "plimsoll baseline create".';

function isRecord(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function isEntry(json: Json): json is Json & BaselineEntry {
  if (!isRecord(json)) return false;
  const count = json.count;
  return (
    ["fingerprint", "rule", "object", "file"].every((key) => typeof json[key] === "string") &&
    typeof count === "number" &&
    Number.isInteger(count) &&
    count > 0
  );
}

function locate(text: string, uri: string, message: string): ConfigProblem {
  const tree = parse(text);
  const [syntax] = tree.problems;
  if (syntax) return { uri, span: { start: syntax.start, end: syntax.end }, message: `${syntax.message} ${ADVICE}` };
  const root = Field.root(tree);
  const entry = root
    .at("findings")
    .items()
    .find((item) => !isEntry(jsonOf(item)));
  const place = root.at("version").value !== 1 ? root.at("version") : (entry ?? root.at("findings"));
  return { uri, span: place.site, message };
}
