import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { isIllFormed } from "../../disk/encoding.ts";
import { type Input, type SelectOptions, selectFiles } from "../../disk/files.ts";
import { folderUriOf, pathOf, relativePath, repositoryRoot, uriOf } from "../../disk/paths.ts";
import type { Disk } from "../../disk/probes.ts";
import { type Content, LEADS_OUT, readStdin, readText, statsOf } from "../../disk/read.ts";
import { Refusal } from "../../disk/refusal.ts";
import { fileRoles } from "../../disk/roles.ts";
import { MOST_SCHEMA_FOLDERS, schemasBelow, walk } from "../../disk/walk.ts";
import { type FileResult, uncheckedFile } from "../../lint/analysis/result.ts";
import type { Unchecked } from "../../lint/analysis/unchecked.ts";
import type { Shard } from "../../report/shard.ts";
import type { Source } from "../cache/cache.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { warn } from "../option/warn.ts";
import type { Configs } from "./config.ts";

const STDIN = "-";

/** What there is to lint, read. */
export interface Sources {
  readonly sources: readonly Source[];
  /** The paths of the files with schemas of custom resources that the configuration names; they are read when they are needed. */
  readonly schemas: readonly string[];
  /** Files that could not be read as a manifest, as results. */
  readonly unread: readonly FileResult[];
  /** Files of other parts of the run: what is found in them is not reported, but may be built into what is. By URI. */
  readonly others: ReadonlySet<string>;
  /** Something that had to be read could not be: exit code 2. */
  readonly incomplete: boolean;
  readonly stdinUri: string | undefined;
  /** A folder was read, be it as context: what is missing there is missing. Of single files nobody knows. */
  readonly isWhole: boolean;
}

interface ReadFile {
  readonly path: string;
  readonly text: string;
  readonly context: boolean;
}

/** Selects and reads the files of a command line, standard input and the context. What cannot be read is said on standard error. */
export async function readSources(
  args: Args,
  environment: Environment,
  configs: Configs,
  disk: Disk,
  shard?: Shard,
): Promise<Sources> {
  const { cwd, stderr } = environment;
  const options = selectOptions(args, cwd, configs);
  const operands = args.operands.length > 0 ? args.operands : ["."];
  const files = operands.filter((operand) => operand !== STDIN);
  if (shard && files.length < operands.length) throw new Refusal("--shard divides files: standard input cannot be divided.");
  const { inputs, links, specials, problems } = selectFiles(files, options);
  for (const problem of problems) warn(stderr, problem);

  const read = new Map<string, ReadFile>();
  const unread: FileResult[] = [];
  let incomplete = problems.length + specials.length > 0;
  const keep = (path: string, text: string, context: boolean) => read.set(path, { path, text, context });
  const skip = (path: string, name: string, reason: Unchecked, problem: string) => {
    unread.push(uncheckedFile(uriOf(path), reason));
    warn(stderr, `${name} ${problem}.`);
  };
  const take = (path: string, content: Content, fatal: boolean, name?: string) => {
    if ("text" in content) {
      keep(path, content.text, false);
      if (!fatal || !isIllFormed(content.text)) return;
      warn(stderr, `${name ?? relativePath(cwd, path)} is not valid UTF-8: save it in that encoding.`);
      incomplete = true;
    } else {
      skip(path, name ?? relativePath(cwd, path), content.reason, content.problem);
      incomplete ||= fatal || content.reason === "unreadable";
    }
  };

  for (const link of divide([...links].sort(), shard)[0])
    skip(link, relativePath(cwd, link), LEADS_OUT.reason, LEADS_OUT.problem);
  for (const path of divide([...specials].sort(), shard)[0])
    skip(path, relativePath(cwd, path), "unreadable", "is no regular file, and was not read");
  const [mine, others] = divide(inputs, shard);
  for (const { path, explicit } of mine) take(path, readText(path, explicit ? "named" : "regular"), explicit);
  const stdinPath = operands.includes(STDIN) ? resolve(cwd, args.value("stdin-filename") ?? "stdin.yaml") : undefined;
  if (stdinPath !== undefined)
    take(
      stdinPath,
      environment.stdin === undefined ? await readStdin() : { text: environment.stdin, encoding: "utf-8" },
      true,
      "standard input",
    );
  for (const path of [...others.map((input) => input.path), ...contextFiles(args.value("context"), inputs, options)]) {
    const content = read.has(path) ? undefined : readText(path);
    if (content && "text" in content) keep(path, content.text, true);
  }
  const schemas = schemaFiles([...read.keys()], configs, (folder, isThere) => {
    const name = JSON.stringify(relativePath(cwd, folder));
    const tooMany = `${name} holds more than ${MOST_SCHEMA_FOLDERS} folders and is not searched: name the one that holds the schemas.`;
    warn(stderr, `schemas: ${isThere ? tooMany : `there is no folder ${name}.`}`);
    incomplete = true;
  });
  const roleOf = fileRoles(read.keys(), (path) => read.get(path)?.text, disk.read);
  const sources = [...read.values()].map(({ path, text, context }) => ({ uri: uriOf(path), text, context, role: roleOf(path) }));
  const context = args.value("context") ?? "none";
  const isWhole = context !== "none" || inputs.some(({ explicit }) => !explicit);
  const elsewhere = new Set(others.map(({ path }) => uriOf(path)));
  return { sources, schemas, others: elsewhere, unread, incomplete, stdinUri: stdinPath && uriOf(stdinPath), isWhole };
}

function selectOptions(args: Args, cwd: string, configs: Configs): SelectOptions {
  return {
    cwd,
    ignorePatterns: args.values("ignore-pattern"),
    ignoreFiles: !args.flag("no-ignore"),
    forceExclude: args.flag("force-exclude"),
    allowUnmatched: args.flag("no-error-on-unmatched-pattern"),
    ignoredIn(directory) {
      const config = configs.of(folderUriOf(directory));
      return config.ignores ? (path) => config.ignored(uriOf(path)) : undefined;
    },
  };
}

/** The files of the shard (every N-th of the sorted list) and the others. */
function divide<T>(inputs: readonly T[], shard: Shard | undefined): readonly [readonly T[], readonly T[]] {
  if (!shard) return [inputs, []];
  const isMine = (_: T, i: number) => i % shard.count === shard.index - 1;
  return [inputs.filter(isMine), inputs.filter((input, i) => !isMine(input, i))];
}

/** The files that are read for the sake of others. */
function contextFiles(option: string | undefined, inputs: readonly Input[], options: SelectOptions): readonly string[] {
  if (option === undefined || option === "none") return [];
  const { cwd } = options;
  const start = inputs[0] ? resolve(inputs[0].path, "..") : cwd;
  const directory = option === "auto" ? (repositoryRoot(start) ?? cwd) : resolve(cwd, option);
  if (!existsSync(directory)) throw new Refusal(`--context: there is no directory "${option}".`);
  return walk(directory, { ignoreFiles: options.ignoreFiles, excludedIn: options.ignoredIn }).files.sort();
}

/** The files of the folders (or the files) that the configuration names for schemas. `refused` is told of those that are not there, or hold too much. */
function schemaFiles(
  paths: readonly string[],
  configs: Configs,
  refused: (path: string, isThere: boolean) => void,
): readonly string[] {
  const folders = new Set(paths.flatMap((path) => configs.of(uriOf(path)).schemas));
  return [...folders].flatMap((folder) => {
    const path = pathOf(folder).replace(/(?<=.)[/\\]$/, "");
    const found = statsOf(path);
    const files = found?.isDirectory() ? schemasBelow(path) : found?.isFile() ? [path] : [];
    if (!found || !files) refused(path, found !== undefined);
    return files ?? [];
  });
}
