import { commitOf } from "../../disk/commit.ts";
import { pathOf, relativePath, repositoryRoot } from "../../disk/paths.ts";
import { readReport } from "../../disk/read.ts";
import { Refusal } from "../../disk/refusal.ts";
import { version } from "../../report/version.ts";
import { programDigest, type Source } from "../cache/cache.ts";
import { type Secret, seal, secretOf, unseal } from "../cache/seal.ts";
import type { Args } from "../option/args.ts";
import type { LintOption } from "../option/lint-options.table.ts";
import { analyse, type Facts, settingsIn } from "./analyses.ts";
import type { Loaded } from "./load.ts";
import { fileOutput } from "./report-output.ts";
import { configurationOf } from "./shard-run.ts";

// A file of facts is what a run has read of files that are context in others: lines, first the head in JSON, then for each file its name with one that
// stands for its text, in JSON too, and what its documents say, sealed so that only who has the text can read it. It is read as a whole, and opened file by
// file where it is asked for.

/** What has to be the same in the run that writes the facts and in those that read them. */
interface Head {
  readonly plimsollFacts: 1;
  readonly version: string;
  /** Of the code: a build may change without its version. */
  readonly program: string;
  readonly commit: string | null;
  readonly configuration: string;
  readonly files: number;
}

/** Writes what all files of a run say to others; no rule runs. `path` is absolute. */
export function writeFacts(path: string, loaded: Loaded, args: Args<LintOption>, cwd: string): void {
  const output = fileOutput(path);
  const { sources, configs } = loaded;
  const head = headOf(loaded, args, cwd);
  output.write([`${JSON.stringify(head)}\n`]);
  for (const source of sources) {
    const analyses = analyse(source, settingsIn(configs.of(source.uri).settingsFor(source.uri), { context: true }, false));
    const { name, data } = seal(analyses, secretFor(source, head, cwd));
    output.write([`${JSON.stringify([nameOf(source, cwd), name])}\n${Buffer.from(data).toString("base64")}\n`]);
  }
  output.close();
}

/** Reads such a file. Refuses one that is damaged, or was written for something else; `path` is absolute, `name` what the user calls it. */
export function readFacts(path: string, name: string, loaded: Loaded, args: Args<LintOption>, cwd: string): Facts {
  const content = readReport(path);
  if ("problem" in content) throw new Refusal(`${name} ${content.problem}.`);
  const { text } = content;
  const lines = linesOf(text);
  const head = parsed<Head>(lines.next().value);
  const own = headOf(loaded, args, cwd);
  if (head?.plimsollFacts !== 1) throw new Refusal(`${name} is no file of facts: write one with --facts-out.`);
  const difference = differenceOf(head, own);
  if (difference) throw new Refusal(`${name} is of ${difference}: write it again with --facts-out.`);
  const known = new Map<string, readonly [name: string, sealed: Line]>();
  for (let line = lines.next(); !line.done; line = lines.next()) {
    const entry = parsed<readonly [string, string]>(line.value);
    const sealed = lines.next().value;
    if (entry && sealed) known.set(entry[0], [entry[1], sealed]);
  }
  if (known.size < head.files) throw new Refusal(`${name} is cut off: write it again with --facts-out.`);
  return {
    get(source) {
      const entry = known.get(nameOf(source, cwd));
      const secret = entry && secretFor(source, own, cwd);
      if (!entry || entry[0] !== secret?.name) return undefined;
      return unseal({ name: entry[0], data: Buffer.from(textOf(entry[1]), "base64") }, secret);
    },
  };
}

function headOf(loaded: Loaded, args: Args<LintOption>, cwd: string): Head {
  const root = repositoryRoot(cwd);
  return {
    plimsollFacts: 1,
    version,
    program: programDigest(),
    commit: (root !== undefined && commitOf(root)) || null,
    configuration: configurationOf(loaded, args, cwd),
    files: loaded.sources.length,
  };
}

/** In what respect facts are of something else, in words. */
function differenceOf(theirs: Head, own: Head): string | undefined {
  if (theirs.version !== own.version) return `another version of Plimsoll (${theirs.version}; this is ${own.version})`;
  if (theirs.program !== own.program) return `another build of Plimsoll ${own.version}`;
  if (theirs.commit !== own.commit) return `another commit (${theirs.commit ?? "none"}; this is ${own.commit ?? "none"})`;
  return theirs.configuration === own.configuration ? undefined : "another configuration, or other options";
}

/** Of files outside of the working directory, too: the machines of a run have their checkouts in different places. */
function nameOf({ uri }: Source, cwd: string): string {
  return relativePath(cwd, pathOf(uri));
}

/** Of everything that decides what is sealed: the same key never seals two things. */
function secretFor(source: Source, { program, configuration }: Head, cwd: string): Secret {
  return secretOf("facts", program, configuration, nameOf(source, cwd), source.role ?? "", source.text);
}

/** A line that is cut out of its text when it is parsed. */
interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The lines that end in a line break: one that does not is cut off. */
function* linesOf(text: string): Generator<Line, undefined> {
  for (let start = 0, end = text.indexOf("\n"); end >= 0; start = end + 1, end = text.indexOf("\n", start))
    yield { text, start, end };
}

function textOf({ text, start, end }: Line): string {
  return text.slice(start, end);
}

/** `undefined` for what is no JSON. */
function parsed<T>(line: Line | undefined): T | undefined {
  try {
    return line && (JSON.parse(textOf(line)) as T);
  } catch {
    return undefined;
  }
}
