import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import ignore from "ignore";
import { prefixMatcher, sizeProblem } from "../lint/config/glob.ts";
import { isIgnoredAnywhere } from "./ignore-files.ts";
import { isInside, relativePath } from "./paths.ts";
import { Refusal } from "./refusal.ts";
import { walk } from "./walk.ts";

/** A file to lint. */
export interface Input {
  /** Absolute. */
  readonly path: string;
  /** Named on the command line, and perhaps a pipe; not found in a directory, as a regular file. */
  readonly explicit: boolean;
}

export interface Selection {
  /** Sorted by path, each once. */
  readonly inputs: readonly Input[];
  /** Symbolic links that were not followed. */
  readonly links: readonly string[];
  /** Pipes, sockets and devices named like a manifest. */
  readonly specials: readonly string[];
  /** What could not be listed. */
  readonly problems: readonly string[];
}

export interface SelectOptions {
  readonly cwd: string;
  /** `--ignore-pattern`: read as lines of an ignore file in the working directory. */
  readonly ignorePatterns: readonly string[];
  readonly ignoreFiles: boolean;
  /** Explicitly named files are left out too if they are ignored. */
  readonly forceExclude: boolean;
  readonly allowUnmatched: boolean;
  /** Which files (and directories) of a directory the configuration ignores; without an answer, none. */
  readonly ignoredIn: (directory: string) => ((path: string) => boolean) | undefined;
}

/** Finds the files that operands (files, directories, globs) stand for. Refuses paths that do not exist and empty matches. */
export function selectFiles(operands: readonly string[], options: SelectOptions): Selection {
  const { cwd } = options;
  const patterns = options.ignorePatterns.length > 0 ? ignore().add([...options.ignorePatterns]) : undefined;
  const byPattern =
    patterns && ((path: string) => isInside(cwd, path) && path !== cwd && patterns.ignores(relativePath(cwd, path)));
  const excludedIn = (directory: string) => {
    const ignored = options.ignoredIn(directory);
    return byPattern && ignored ? (path: string) => byPattern(path) || ignored(path) : (byPattern ?? ignored);
  };
  const inputs = new Map<string, Input>();
  const links: string[] = [];
  const specials: string[] = [];
  const problems: string[] = [];
  const take = (root: string, wanted: (path: string) => boolean) => {
    const found = walk(root, { ignoreFiles: options.ignoreFiles, excludedIn });
    const files = found.files.filter(wanted);
    for (const path of files) if (!inputs.has(path)) inputs.set(path, { path, explicit: false });
    links.push(...found.links.filter(wanted));
    specials.push(...found.specials.filter(wanted));
    problems.push(...found.problems);
    return files.length + found.links.length + found.specials.length;
  };
  for (const operand of operands) {
    const path = resolve(cwd, operand);
    let count = 1;
    if (existsSync(path)) {
      if (statSync(path).isDirectory()) count = take(path, () => true);
      else if (options.forceExclude && (excludedIn(dirname(path))?.(path) || (options.ignoreFiles && isIgnoredAnywhere(path))))
        count = 0;
      else inputs.set(path, { path, explicit: true });
    } else if (isGlob(operand)) {
      // As if the shell had expanded it: a directory that matches stands for the files below it.
      const problem = sizeProblem(operand);
      if (problem !== undefined) throw new Refusal(`The pattern "${operand.slice(0, 60)}" cannot be used: ${problem}.`);
      const { base, pattern } = splitGlob(operand.replaceAll("\\", "/"));
      const directory = resolve(cwd, base);
      const matches = prefixMatcher(pattern);
      count = existsSync(directory) ? take(directory, (file) => matches(relativePath(directory, file)) !== undefined) : 0;
    } else throw new Refusal(`There is no file or directory "${operand}".`);
    if (count === 0 && !options.allowUnmatched) throw new Refusal(unmatched(operand));
  }
  return { inputs: [...inputs.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), links, specials, problems };
}

function unmatched(operand: string): string {
  const subject = isGlob(operand) ? `No YAML or JSON file matches "${operand}"` : `No YAML or JSON file to lint in "${operand}"`;
  return `${subject} (ignored ones do not count). --no-error-on-unmatched-pattern allows that.`;
}

function isGlob(operand: string): boolean {
  return /[*?[\]{}]|[!@+]\(/.test(operand);
}

/** A glob as the directory before its first wildcard and the pattern below it. */
function splitGlob(glob: string): { readonly base: string; readonly pattern: string } {
  const parts = glob.split("/");
  const wild = parts.findIndex(isGlob);
  return { base: parts.slice(0, wild).join("/") || (glob.startsWith("/") ? "/" : "."), pattern: parts.slice(wild).join("/") };
}
