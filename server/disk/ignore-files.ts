import { dirname, join } from "node:path";
import ignore, { type Ignore } from "ignore";
import { withoutMark } from "../text/byte-order-mark.ts";
import { holds } from "./listing.ts";
import { diskMemory } from "./memory.ts";
import { relativePath, repositoryRoot } from "./paths.ts";
import { readText } from "./read.ts";

const NAMES = [".gitignore", ".plimsollignore"];

/** The ignore files of a directory on top of those above it. Patterns of deeper directories decide first, as in git. */
export interface IgnoreRules {
  readonly directory: string;
  readonly own: Ignore | undefined;
  /** What could not be read, in words. */
  readonly problems: readonly string[];
  readonly above: IgnoreRules | undefined;
}

const known = diskMemory<IgnoreRules>();

/** The rules that hold in a directory, from the root of its repository (or itself, outside of any) down. */
export function rulesAt(directory: string): IgnoreRules {
  let rules = known.get(directory);
  if (!rules) {
    const root = repositoryRoot(directory);
    const above = root === undefined || root === directory ? undefined : rulesAt(dirname(directory));
    rules = {
      directory,
      ...readIgnoreFiles(
        directory,
        NAMES.filter((name) => holds(directory, name)),
      ),
      above,
    };
    known.set(directory, rules);
  }
  return rules;
}

/** The rules of a child directory; `names` is what it holds. */
export function rulesBelow(above: IgnoreRules, directory: string, names: readonly string[]): IgnoreRules {
  const present = NAMES.filter((name) => names.includes(name));
  return present.length > 0 ? { directory, ...readIgnoreFiles(directory, present), above } : above;
}

/** Whether the rules leave out a path, which is absolute and lies below their directory. */
export function isIgnored(rules: IgnoreRules, path: string, isDirectory: boolean): boolean {
  for (let at: IgnoreRules | undefined = rules; at; at = at.above) {
    if (!at.own) continue;
    const { ignored, unignored } = at.own.test(relativePath(at.directory, path) + (isDirectory ? "/" : ""));
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** Whether an explicitly named file is left out by itself or by one of the directories above it. */
export function isIgnoredAnywhere(path: string): boolean {
  let top = rulesAt(dirname(path));
  while (top.above) top = top.above;
  const below = relativePath(top.directory, path).split("/");
  return below.some((_, i) => {
    const part = join(top.directory, ...below.slice(0, i + 1));
    return isIgnored(rulesAt(dirname(part)), part, i < below.length - 1);
  });
}

/** What a pattern may have: a path on Linux has at most 4,096 bytes. */
const MOST_CHARACTERS = 4096;

function readIgnoreFiles(directory: string, names: readonly string[]): Pick<IgnoreRules, "own" | "problems"> {
  let own: Ignore | undefined;
  const problems: string[] = [];
  for (const name of names) {
    const path = join(directory, name);
    const content = readText(path);
    if ("text" in content) {
      const lines = withoutMark(content.text).split("\n");
      const usable = lines.filter(({ length }) => length <= MOST_CHARACTERS);
      own = (own ?? ignore()).add(usable);
      if (usable.length < lines.length)
        problems.push(`${path} has a line of more than ${MOST_CHARACTERS} characters, which is not read`);
    } else problems.push(`${path} ${content.problem}, so what it ignores is not known`);
  }
  return { own, problems };
}
