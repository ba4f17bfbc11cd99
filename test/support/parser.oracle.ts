import { parseWithYaml } from "../../server/yaml/parser/fallback.ts";
import { parseFast } from "../../server/yaml/parser/parse.ts";
import { describeTree } from "./tree.ts";

/** How the own parser and the `yaml` package agree on a document. Only the last two are wrong. */
export type Verdict = "same" | "declined" | "both refuse" | "kubectl decides" | "differ" | "disagree";

export interface Comparison {
  readonly verdict: Verdict;
  /** For the reader of a failing test. */
  readonly detail: string;
}

/**
 * What strict YAML refuses and Kubernetes' decoder takes (seen with kubectl 1.32, see `../data/decoded.json`), by the message of `yaml`. The own
 * parser takes it too, because it stands in working manifests.
 */
const TAKEN = [
  /^Missing closing ['"]quote/, // quoted text that is not indented further than its key
  /in block collection must be sufficiently indented/, // the same between brackets
  /^Comments must be separated/, // `"x"#comment`
  /^Invalid escape sequence \\'/,
  /^Tabs are not allowed as indentation/, // on a further line of a quoted scalar or between brackets
];

/** What YAML 1.2 takes and Kubernetes' decoder refuses, by the own parser's message. */
const REFUSED = [
  /^A key is missing before this colon/,
  /^A key must stand on one line/,
  /^A key must be a scalar/,
  /^YAML reads "\{\{"/,
  /^A tab stands where the indentation/,
  /^Tabs cannot indent/,
  /^A key can have 1024/,
  /^A second colon/, // `a: [b]: c`
  /^This value does not fit its tag/,
  /^The value of "<<" must be/,
  /^JSON has no number/,
  /^Kubernetes takes no such key/,
  /^A tab stands behind this dash/,
  /^The document has ended above this line/, // the body of a block scalar in column 0
  /^This does not belong to the keys that follow/, // the same where the body looks like keys
  /^Only "-"/, // `> ---`
  /^This ' is never closed/, // `'x''` at the end of the text, which `yaml` takes for closed
];

/** A colon without a key before it. `yaml` takes even the end of another line for the key; Kubernetes' decoder does not. */
const NO_KEY = /(^|[-?,[{])[ \t]*:(\s|$)/m;

/** Behind an escaped line break `yaml` folds an empty line into a space. YAML 1.2.2 (section 7.3.1) and kubectl keep it. */
const ESCAPED_BREAK = /\\\r?\n[ \t]*\r?\n/;

/** A plain scalar in brackets that ends with a colon, `{a:, b}`: a key without a value for `yaml`, while Kubernetes' decoder takes the key `a:`. */
const GLUED_COLON = /[^\s,[\]{}"']:[,[\]{}]/;

/** Reads a document with both parsers and compares every node, value, span and comment. */
export function compareParsers(text: string, from = 0, to = text.length): Comparison {
  const own = parseFast(text, from, to);
  if (!own) return { verdict: "declined", detail: "" };
  const oracle = parseWithYaml(text, from, to);
  const ours = own.problems.find(({ code }) => code === "syntax");
  const theirs = oracle.problems.find(({ code }) => code === "syntax");
  if (ours && theirs) return { verdict: "both refuse", detail: "" };
  if (ours || theirs) {
    const message = (ours ?? theirs)?.message ?? "";
    const known = ours ? NO_KEY.test(text) || matches(REFUSED, message) : matches(TAKEN, message);
    return {
      verdict: known ? "kubectl decides" : "disagree",
      detail: `${ours ? "only the own parser" : "only yaml"}: ${message}`,
    };
  }
  const expected = [...describeTree(oracle), JSON.stringify(oracle.problems)];
  const actual = [...describeTree(own), JSON.stringify(own.problems)];
  const at = expected.findIndex((line, i) => line !== actual[i]);
  if (at < 0 && expected.length === actual.length) return { verdict: "same", detail: `${expected.length}` };
  if (ESCAPED_BREAK.test(text.slice(from, to))) return { verdict: "kubectl decides", detail: "an escaped line break" };
  if (GLUED_COLON.test(text.slice(from, to))) return { verdict: "kubectl decides", detail: "a colon at the end of a scalar" };
  return { verdict: "differ", detail: `own: ${actual[at < 0 ? expected.length : at]}\nyaml: ${expected[at]}` };
}

function matches(patterns: readonly RegExp[], message: string): boolean {
  return patterns.some((pattern) => pattern.test(message));
}
