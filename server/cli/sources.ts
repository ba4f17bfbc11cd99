import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Unchecked } from "../lint/analyze.ts";
import type { FileResult } from "../lint/result.ts";
import type { Source } from "./analyses.ts";
import type { Args } from "./args.ts";
import type { Configs } from "./config.ts";
import type { Environment } from "./environment.ts";
import { type Input, type SelectOptions, selectFiles } from "./files.ts";
import type { Shard } from "./lint-options.ts";
import { pathOf, relativeTo, repositoryRoot, uriOf } from "./paths.ts";
import { type Content, readStdin, readText } from "./read.ts";
import { Refusal } from "./refusal.ts";
import { fileRoles } from "./roles.ts";
import { walk } from "./walk.ts";

const STDIN = "-";

/** What there is to lint, read. */
export interface Sources {
  readonly sources: readonly Source[];
  /** Files that could not be read as a manifest, as results. */
  readonly unread: readonly FileResult[];
  /** Something that had to be read could not be: exit code 2. */
  readonly incomplete: boolean;
  readonly stdinUri: string | undefined;
}

/** Selects and reads the files of a command line, standard input and the context. What cannot be read is said on standard error. */
export async function readSources(args: Args, environment: Environment, configs: Configs, shard?: Shard): Promise<Sources> {
  const { cwd, stderr } = environment;
  const options = selectOptions(args, cwd, configs);
  const operands = args.operands.length > 0 ? args.operands : ["."];
  const files = operands.filter((operand) => operand !== STDIN);
  const { inputs, links, problems } = selectFiles(files, options);
  for (const problem of problems) stderr.write(`plimsoll: ${problem}\n`);

  const read = new Map<string, Omit<Source, "role">>();
  const unread: FileResult[] = [];
  let incomplete = problems.length > 0;
  const skip = (uri: string, name: string, reason: Unchecked, problem: string) => {
    unread.push(uncheckedFile(uri, reason));
    stderr.write(`plimsoll: ${name} ${problem}.\n`);
  };
  const take = (uri: string, name: string, content: Content, fatal: boolean) => {
    if ("text" in content) read.set(uri, { uri, text: content.text, context: false });
    else {
      skip(uri, name, content.reason, content.problem);
      incomplete ||= fatal || content.reason === "unreadable";
    }
  };

  for (const link of links)
    skip(uriOf(link), relativeTo(cwd, link), "symlink", "is a symbolic link that leads elsewhere, and was not followed");
  const [mine, others] = divide(inputs, shard);
  for (const { path, explicit } of mine) take(uriOf(path), relativeTo(cwd, path), readText(path), explicit);
  const stdinUri = operands.includes(STDIN) ? uriOf(resolve(cwd, args.value("stdin-filename") ?? "stdin.yaml")) : undefined;
  if (stdinUri !== undefined) take(stdinUri, "standard input", await readStdin(), true);
  for (const path of [...others.map((input) => input.path), ...contextFiles(args.value("context"), inputs, options)]) {
    const uri = uriOf(path);
    const content = read.has(uri) ? undefined : readText(path);
    if (content && "text" in content) read.set(uri, { uri, text: content.text, context: true });
  }

  const roleOf = fileRoles([...read.keys()].map(pathOf));
  const sources = [...read.values()].map((source) => ({ ...source, role: roleOf(source.uri) }));
  return { sources, unread, incomplete, stdinUri };
}

function selectOptions(args: Args, cwd: string, configs: Configs): SelectOptions {
  return {
    cwd,
    ignorePatterns: args.values("ignore-pattern"),
    ignoreFiles: !args.flag("no-ignore"),
    forceExclude: args.flag("force-exclude"),
    allowUnmatched: args.flag("no-error-on-unmatched-pattern"),
    ignored(path) {
      const uri = uriOf(path);
      return configs.of(uri).ignored(uri);
    },
  };
}

/** The files of the shard (every N-th of the sorted list) and the others. */
function divide(inputs: readonly Input[], shard: Shard | undefined): readonly [readonly Input[], readonly Input[]] {
  if (!shard) return [inputs, []];
  const isMine = (_: Input, i: number) => i % shard.count === shard.index - 1;
  return [inputs.filter(isMine), inputs.filter((input, i) => !isMine(input, i))];
}

/** The files that are read for the sake of others. */
function contextFiles(option: string | undefined, inputs: readonly Input[], options: SelectOptions): readonly string[] {
  if (option === undefined || option === "none") return [];
  const { cwd } = options;
  const start = inputs[0] ? resolve(inputs[0].path, "..") : cwd;
  const directory = option === "auto" ? (repositoryRoot(start) ?? cwd) : resolve(cwd, option);
  if (!existsSync(directory)) throw new Refusal(`--context: there is no directory "${option}".`);
  return walk(directory, { ignoreFiles: options.ignoreFiles, excluded: options.ignored }).files.sort();
}

function uncheckedFile(uri: string, reason: Unchecked): FileResult {
  const unchecked = [{ reason, span: { start: 0, end: 0 } }];
  return { uri, text: "", dialect: "yaml", findings: [], suppressed: [], unchecked, resources: 0, crashes: [] };
}
