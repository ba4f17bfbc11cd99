// Regular expressions that stand in files: in the configuration, and in the schemas of a repository. This is the only file that compiles them. They
// are RE2's, which take time in proportion to the text, whatever the expression is.
import type { RE2JS } from "re2js";

/** One expression of several alternatives. */
export interface Pattern {
  test(text: string): boolean;
  /** Where the first match begins, in UTF-16 units (in a long text, where its line begins); undefined if there is none. */
  search(text: string): number | undefined;
}

/** What an expression may have: RE2 takes memory in proportion to it. */
const MOST_CHARACTERS = 1000;

/** What is wrong with an expression, in a user's words; undefined if it can be used. */
export function patternProblem(source: string): string | undefined {
  if (source.length > MOST_CHARACTERS) return `it has more than ${MOST_CHARACTERS} characters`;
  // The translation would make letters of it.
  if (/\\k</.test(source)) return NO_REFERENCES;
  try {
    compile(source);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : String(error);
    return unsupported(source, reason) ?? reason;
  }
}

const NO_REFERENCES = "RE2 has no references to groups";

/** What JavaScript and PCRE have and RE2 has not. */
function unsupported(source: string, reason: string): string | undefined {
  const construct = /\(\?(?:<?[=!]|>)/.exec(source)?.[0];
  if (construct && /Perl syntax|named capture/.test(reason))
    return `RE2 has no ${construct === "(?>" ? "atomic groups" : construct.includes("<") ? "lookbehind" : "lookahead"}: "${construct}"`;
  if (/escape sequence: `\\[1-9]/.test(reason)) return NO_REFERENCES;
  return undefined;
}

const patterns = new WeakMap<readonly string[], Pattern>();

/** A pattern that any of the expressions matches, without regard to case; undefined if the list is empty. Compiled once for each list. */
export function patternOf(sources: readonly string[]): Pattern | undefined {
  if (sources.length === 0) return undefined;
  const known = patterns.get(sources);
  if (known) return known;
  const made = own.has(sources) ? trusted(sources) : linear(sources);
  patterns.set(sources, made);
  return made;
}

const own = new WeakSet<readonly string[]>();

/** Marks a list of expressions as one that the program itself holds: JavaScript's engine runs it, which need not be loaded. */
export function ownPatterns(sources: readonly string[]): readonly string[] {
  own.add(sources);
  return sources;
}

function trusted(sources: readonly string[]): Pattern {
  const expression = new RegExp(sources.map((source) => `(?:${source})`).join("|"), "i");
  return {
    test: (text) => expression.test(text),
    search: (text) => {
      const at = text.search(expression);
      return at < 0 ? undefined : at;
    },
  };
}

function linear(sources: readonly string[]): Pattern {
  const expressions = sources.map((source) => compile(source, loadRe2().CASE_INSENSITIVE));
  const test = (text: string) => expressions.some((expression) => expression.test(text));
  return {
    test,
    search(text) {
      if (!test(text)) return undefined;
      if (text.length > LONG) return lineOf(text, test);
      const found = expressions.flatMap((expression) => {
        const matcher = expression.matcher(text);
        return matcher.find() ? [matcher.start()] : [];
      });
      return Math.min(...found);
    },
  };
}

/** From this length on, finding the exact place of a match takes too long: the automaton that does it keeps every state of a large expression. */
const LONG = 5000;

/** Where the first line begins that matches by itself; 0 if only several together do. */
function lineOf(text: string, test: (line: string) => boolean): number {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    if (test(text.slice(at, end < 0 ? text.length : end))) return at;
    if (end < 0) break;
    at = end + 1;
  }
  return 0;
}

const whole = new Map<string, RE2JS>();

/** Whether the expression matches the whole text. Compiled once for each expression: there are as many as the configuration has. */
export function matchesWhole(source: string, text: string): boolean {
  let expression = whole.get(source);
  if (!expression) {
    expression = compile(source);
    whole.set(source, expression);
  }
  return expression.testExact(text);
}

/**
 * Whether a text holds a match of an expression in the syntax of Go, which is RE2's; undefined if it is none. Patterns of file names become such
 * expressions.
 */
export function goPattern(source: string): ((text: string) => boolean) | undefined {
  const compiled = compiledOrNull(source);
  return compiled === null ? undefined : (text) => compiled.test(text);
}

/**
 * Whether a text holds a match of a pattern of a schema, which is written for Go. One that is none, or is too long, matches everything. It is compiled when
 * it is first asked for.
 */
export function hasPattern(source: string): (text: string) => boolean {
  let compiled: RE2JS | null | undefined;
  return (text) => {
    if (compiled === undefined) compiled = compiledOrNull(source);
    return compiled?.test(text) ?? true;
  };
}

function compiledOrNull(source: string): RE2JS | null {
  if (source.length > MOST_SCHEMA_CHARACTERS) return null;
  try {
    return loadRe2().compile(source);
  } catch {
    return null;
  }
}

/** Patterns of schemas are generated, and may be long. */
const MOST_SCHEMA_CHARACTERS = 20_000;

/** Of what JavaScript writes otherwise, `\u0041` and `(?<name>…)` are understood. */
function compile(source: string, flags = 0): RE2JS {
  const re2 = loadRe2();
  return re2.compile(re2.translateRegExp(source), flags);
}

/** Most runs need none. */
function loadRe2(): typeof RE2JS {
  return (require("re2js") as typeof import("re2js")).RE2JS;
}
