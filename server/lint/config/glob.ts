import { Minimatch } from "minimatch";
import { bracesCount } from "./braces.ts";

/** Whether a path (relative, forward slashes) or a name matches. */
export type Matcher = (text: string) => boolean;

/** How many patterns the braces of one may stand for: `{a,b}/{1..9}` stands for 18. Each is matched with every file. */
const MOST_PATTERNS = 1000;
const OPTIONS = { dot: true, nocomment: true, nonegate: true, platform: "linux", braceExpandMax: MOST_PATTERNS + 1 } as const;

/**
 * The files that the patterns choose, by their path from the folder that the patterns are relative to. As in a `.gitignore`: `*.yaml` without a slash
 * matches at any depth, a pattern that matches a folder covers everything below it, `!` takes files out again, and the last pattern
 * that matches wins.
 */
export function fileMatcher(patterns: readonly string[]): Matcher {
  const compiled = patterns.map(compile);
  return (path) => {
    const parents = ancestors(path);
    return compiled.findLast(({ matches }) => parents.some(matches))?.positive ?? false;
  };
}

interface Compiled {
  readonly positive: boolean;
  readonly matches: Matcher;
}

function compile(pattern: string): Compiled {
  const positive = !pattern.startsWith("!");
  const plain = (positive ? pattern : pattern.slice(1)).replace(/^\.\//, "").replace(/\/+$/, "");
  const glob = new Minimatch(plain.includes("/") ? plain.replace(/^\//, "") : `**/${plain}`, OPTIONS);
  return { positive, matches: (path) => glob.match(path) };
}

/** The path and the folders that it lies in, the nearest one first. */
function ancestors(path: string): readonly string[] {
  const found = [path];
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) found.push(path.slice(0, at));
  return found;
}

/** The shortest beginning of the path (a folder, or the path itself) that a pattern matches; undefined if none does. */
export function prefixMatcher(pattern: string): (path: string) => string | undefined {
  const glob = new Minimatch(pattern.replace(/^\.?\//, "").replace(/\/+$/, ""), OPTIONS);
  return (path) => ancestors(path).findLast((prefix) => glob.match(prefix));
}

/** Names (of objects, namespaces, containers) in which `*` and `?` stand for anything. A pattern that is far longer than any name matches none. */
export function nameMatcher(patterns: readonly string[]): Matcher {
  const matchers = patterns.filter((pattern) => pattern.length <= MOST_CHARACTERS).map(oneName);
  return (name) => matchers.some((matches) => matches(name));
}

/** Whether a pattern of names is one name. */
export function isOneName(pattern: string): boolean {
  return /^[\w:.-]+$/.test(pattern);
}

function oneName(pattern: string): Matcher {
  if (isOneName(pattern)) return (name) => name === pattern;
  const glob = new Minimatch(pattern, { ...OPTIONS, nobrace: true, noext: true });
  if (!/^[\w:.*-]+$/.test(pattern)) return (name) => glob.match(name);
  // The parts between asterisks one after the other: an expression would try all their places when the last is not there.
  const parts = pattern.split(/\*+/);
  return (name) => (name.includes("/") || !/[^.]/.test(name) ? glob.match(name) : inTurn(parts, name));
}

/** Whether a text begins with the first part, ends with the last, and has the others between them in their order. */
function inTurn(parts: readonly string[], text: string): boolean {
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    at = text.indexOf(part, at);
    if (at < 0) return false;
    at += part.length;
  }
  return at <= text.length - last.length;
}

/** What is wrong with a file pattern, in a user's words; undefined if it can be used. */
export function globProblem(pattern: string): string | undefined {
  if (pattern.replace(/^!/, "").trim() === "") return "an empty pattern matches nothing";
  if (/(^|\/)\.\.(\/|$)/.test(pattern)) return 'a pattern cannot leave the folder of this file: ".." matches nothing';
  if (/\\[\w.]/.test(pattern)) return `write paths with forward slashes: "${pattern.replaceAll("\\", "/")}"`;
  const bare = pattern.replace(/\\./g, "");
  for (const [open, close] of ["[]", "{}"] as const)
    if (bare.split(open as string).length !== bare.split(close as string).length)
      return `"${open}" and "${close}" do not match up`;
  return sizeProblem(pattern);
}

/** What is wrong with the size of a pattern; undefined if it can be used. */
export function sizeProblem(pattern: string): string | undefined {
  if (pattern.length > MOST_CHARACTERS) return `it has more than ${MOST_CHARACTERS} characters`;
  return bracesCount(pattern) > MOST_PATTERNS ? `its braces stand for more than ${MOST_PATTERNS} patterns` : undefined;
}

/** What a pattern may have: a path on Linux has at most 4,096 bytes. */
const MOST_CHARACTERS = 4096;
