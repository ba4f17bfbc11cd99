import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { folderUriOf, repositoryRoot } from "../../disk/paths.ts";
import { type Disk, disk } from "../../disk/probes.ts";
import { readReport, readText, statsOf } from "../../disk/read.ts";
import { messageOf } from "../../disk/refusal.ts";
import { writeFile } from "../../disk/write.ts";
import type { ChartFiles } from "../../helm/chart/chart.ts";
import { folderOf } from "../../text/path.ts";
import { hashOf, MOST_PRINTED, openCache, programDigest, type RunRecord, type Source } from "../cache/cache.ts";
import { cacheFileOf, makeRoom, markUsed } from "../cache/cache-folder.ts";
import { type Secret, secretFrom } from "../cache/seal.ts";
import type { Args } from "../option/args.ts";
import type { Environment, Output } from "../option/environment.ts";
import { type LintOptions, lintOptions } from "../option/lint-options.ts";
import { warn } from "../option/warn.ts";
import { baselinePath } from "../run/baseline.ts";
import { today } from "../run/clock.ts";
import { type Loaded, load } from "../run/load.ts";
import { chartsBelow, isRendered } from "../run/rendered.ts";

const CACHE_NAME = ".plimsoll-cache";
/** How much text is hashed at a time, in UTF-16 units: one call for each file would cost more than the hash. */
const CHUNK = 1 << 16;

/**
 * `plimsoll lint` with the results of earlier runs: prints again what one printed where nothing has changed, and reads unchanged files' analyses otherwise.
 * The configuration of the working directory may say that there is no cache, unless the command line asks for one.
 */
export async function lintWithCache(args: Args, environment: Environment): Promise<number> {
  const options = lintOptions(args, environment);
  const loaded = await load(args, environment, options.shard);
  const isAskedFor = args.flag("cache") || args.value("cache-location") !== undefined;
  if (!isAskedFor && !loaded.configs.of(folderUriOf(environment.cwd)).cache)
    return (await import("./lint.ts")).lint(args, environment, options, loaded);
  const program = programDigest();
  const path = cachePath(args, environment);
  const cache = openCache(path, program);
  const secret = isReplayable(options) ? secretOfRun(program, loaded, args, options, environment) : undefined;
  const last = secret && cache.run(secret);
  if (last?.asked.every(([question, answer]) => ask(question) === answer)) {
    markUsed(path);
    return print(last, environment);
  }

  const asked = new Map<string, string>();
  const most = secret ? MOST_PRINTED : 0;
  const [stdout, stderr] = [recorded(environment.stdout, most), recorded(environment.stderr, most)];
  const { lint } = await import("./lint.ts");
  const code = await lint(args, { ...environment, stdout, stderr }, options, {
    ...loaded,
    cache,
    disk: recording(loaded.disk, asked),
  });
  for (const question of questionsOfCharts(loaded.sources, environment.cwd)) asked.set(question, ask(question));
  // Where a rendered document and charts meet, findings have gone to templates, which nobody has noted down.
  const isNoted = asked.get(`charts ${environment.cwd}`) !== "some";
  const isKnown = secret !== undefined && code !== 2 && isNoted;
  // Reports are read back only where they are regular files: out of a pipe, that would take what somebody else is to read.
  const record = (stdout: string, stderr: string): RunRecord => ({
    asked: [...asked],
    code,
    stdout,
    stderr,
    reports: reportsOf(options),
  });
  try {
    const [out, err] = [stdout.text(), stderr.text()];
    const isKept = isKnown && out !== undefined && err !== undefined;
    cache.save(isKept ? { record: record(out, err), secret } : undefined);
    // Elsewhere, what else ends in `.cache` is somebody else's.
    if (args.value("cache-location") === undefined) makeRoom(path);
  } catch (error) {
    // What was found stands: only the next run takes longer.
    if (isAskedFor) warn(environment.stderr, `The cache is not kept: ${messageOf(error).replace(/\.?$/, ".")}`);
  }
  return code;
}

function cachePath(args: Args, { cwd, env }: Environment): string {
  const named = args.value("cache-location");
  if (named === undefined) return cacheFileOf(cwd, env);
  const path = resolve(cwd, named);
  return statsOf(path)?.isDirectory() ? join(path, CACHE_NAME) : path;
}

/** Whether a run only prints and writes reports, and asks nobody but the file system. */
function isReplayable({ fix, since, targets }: LintOptions): boolean {
  const isFile = (path: string) => statsOf(path)?.isFile() ?? true;
  return fix === undefined && since === undefined && targets.every(({ file }) => file === undefined || isFile(file));
}

/** The reports that a run has written into files. */
function reportsOf({ targets }: LintOptions): RunRecord["reports"] {
  const files = targets.flatMap(({ file }) => (file === undefined ? [] : [file]));
  return files.flatMap((file) => {
    const content = readReport(file);
    return "text" in content ? [[file, content.text] as const] : [];
  });
}

/** The secret of everything that a run depends on, but for what it asks of the file system later. */
function secretOfRun(
  program: string,
  { sources, schemas, unread, ...loaded }: Loaded,
  args: Args,
  options: LintOptions,
  environment: Environment,
): Secret {
  const { cwd, stderr } = environment;
  const baseline = args.flag("no-baseline") ? undefined : baselinePath(args, loaded.configs, cwd);
  const world = [
    program,
    args.argv,
    cwd,
    repositoryRoot(cwd),
    options.color,
    stderr.isTTY,
    today(),
    schemas,
    loaded.incomplete,
    loaded.stdinUri,
  ];
  const files = [unread.map(({ uri, unchecked }) => [uri, unchecked]), baseline && existsSync(baseline) && readText(baseline)];
  const hash = createHash("sha512");
  let chunk = JSON.stringify([...world, ...files]);
  let folder = "";
  for (const { uri, text, context, role } of sources) {
    const own = folderOf(uri);
    if (own !== folder) chunk += `\0${loaded.configs.digest(uri)}`;
    folder = own;
    chunk += `\0${uri}\0${context}\0${role}\0${text.length}\0${text}`;
    if (chunk.length < CHUNK) continue;
    hash.update(chunk);
    chunk = "";
  }
  return secretFrom(hash.update(chunk).digest());
}

function print({ stdout, stderr, reports, code }: RunRecord, environment: Environment): number {
  for (const [path, text] of reports) writeFile(path, text);
  if (stdout !== "") environment.stdout.write(stdout);
  if (stderr !== "") environment.stderr.write(stderr);
  return code;
}

/** The file system, with what it was asked noted down as `ask` reads it. */
function recording(disk: Disk, asked: Map<string, string>): Disk {
  const noted = <T>(kind: string, path: string, answer: T, text: string): T => {
    asked.set(`${kind} ${path}`, text);
    return answer;
  };
  return {
    exists(path) {
      const found = disk.exists(path);
      return noted("exists", path, found, String(found));
    },
    read(path) {
      const text = disk.read(path);
      return noted("read", path, text, digestOf(text));
    },
    chart(path) {
      const files = disk.chart(path);
      return noted("chart", path, files, digestOfChart(files));
    },
    chartBeside(path, dependency) {
      const files = disk.chartBeside(path, dependency);
      return noted("beside", JSON.stringify([path, dependency]), files, digestOfChart(files));
    },
  };
}

/** What `toTemplates` asks about documents that `helm template` rendered: whether their template is there, below the charts and the directory. */
function questionsOfCharts(sources: readonly Source[], cwd: string): readonly string[] {
  const notes = sources.flatMap(({ text }) => (isRendered(text) ? [...text.matchAll(/# Source:\s+(\S+)/g)] : []));
  const paths = new Set(notes.map((note) => note[1] as string));
  return notes.length === 0 ? [] : [`charts ${cwd}`, ...[...paths].map((path) => `read ${join(cwd, path)}`)];
}

function ask(question: string): string {
  const at = question.indexOf(" ");
  const path = question.slice(at + 1);
  const kind = question.slice(0, at);
  if (kind === "charts") return chartsBelow(path).size === 0 ? "none" : "some";
  if (kind === "chart") return digestOfChart(disk.chart(path));
  if (kind === "beside") {
    const [folder, dependency] = JSON.parse(path) as Parameters<Disk["chartBeside"]>;
    return digestOfChart(disk.chartBeside(folder, dependency));
  }
  return kind === "exists" ? String(disk.exists(path)) : digestOf(disk.read(path));
}

function digestOf(text: string | undefined): string {
  return text === undefined ? "" : hashOf(text);
}

/** What stands for everything that is read of a chart: its files by name. */
function digestOfChart(files: ChartFiles | undefined): string {
  if (!files) return "";
  const hash = createHash("sha1");
  for (const [path, { text }] of files) hash.update(`${path}\0${text.length}\0${text}`);
  return hash.digest("base64");
}

/** A stream that also keeps what is written to it, up to `most` UTF-16 units: `text` is `undefined` where that was not enough. */
function recorded(output: Output, most: number): Output & { text(): string | undefined } {
  let all: string | undefined = "";
  return {
    ...(output.isTTY === undefined ? {} : { isTTY: output.isTTY }),
    ...(output.once ? { once: output.once.bind(output) } : {}),
    write(text) {
      if (all !== undefined) all = all.length + text.length > most ? undefined : all + text;
      return output.write(text);
    },
    text: () => all,
  };
}
