import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { makeRoom } from "../../server/cli/cache/cache-folder.ts";
import { makeProject, type Project, useBundle } from "../support/bundle.ts";
import { corpus, describeCorpus } from "../support/corpus.ts";
import { runs } from "../support/effort.ts";
import { hostPath, ONLY, pod } from "../support/manifests.ts";
import { fc } from "../support/property.ts";

const bundle = useBundle();

function cachesOf(project: Project): readonly string[] {
  const folder = project.path(".cache-home/plimsoll");
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

describe("results of earlier runs", () => {
  const project = makeProject(bundle, { "a.yaml": pod("a"), "b/b.yaml": pod("b", false, hostPath), "c.yaml": pod("c", false) });
  const lint = (...args: readonly string[]) => project.run(["lint", ...ONLY, ...args]);
  afterEach(() => rmSync(project.path(".cache-home"), { recursive: true, force: true }));

  it("are kept where a folder is linted", () => {
    const first = lint(".");
    const [file = ""] = cachesOf(project);
    const { ino } = statSync(file);
    expect(lint(".")).toEqual(first);
    expect(statSync(file).ino).toBe(ino);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each([
    ["a file that is named", ["a.yaml"]],
    ["standard input", ["-"]],
    ["--no-cache", [".", "--no-cache"]],
    ["--no-cache beside --cache", [".", "--cache", "--no-cache"]],
  ])("are not kept: %s", (_, args) => {
    lint(...args);
    expect(cachesOf(project)).toEqual([]);
  });

  it("are not kept where the configuration says so, unless the command line does", () => {
    project.write({ "plimsoll.yaml": "cache: false\n" });
    const plain = lint(".");
    expect(cachesOf(project)).toEqual([]);
    expect(lint(".", "--cache")).toEqual(plain);
    expect(cachesOf(project)).toHaveLength(1);
    rmSync(project.path("plimsoll.yaml"));
  });

  it("several commands have theirs beside each other", () => {
    const quiet = lint(".", "--quiet");
    lint(".");
    const [file = ""] = cachesOf(project);
    const { ino } = statSync(file);
    expect(lint(".", "--quiet")).toEqual(quiet);
    expect(statSync(file).ino).toBe(ino);
  });

  it("reports in files are written again", () => {
    const into = [".", "--format=json=out.sarif", "--format=compact"];
    const first = lint(...into);
    const report = readFileSync(project.path("out.sarif"), "utf8");
    rmSync(project.path("out.sarif"));
    expect(lint(...into)).toEqual(first);
    expect(readFileSync(project.path("out.sarif"), "utf8")).toBe(report);
  });

  it.each<readonly [what: string, spoil: (bytes: Buffer) => Uint8Array | string]>([
    ["empty", () => ""],
    ["no cache at all", () => "{\n"],
    ["of another version", (bytes) => bytes.toString("latin1").replace(/"program":".{4}/, '"program":"0000')],
    ["cut off in its head", (bytes) => bytes.subarray(0, 40)],
    ["cut off behind it", (bytes) => bytes.subarray(0, bytes.indexOf("\n") + 9)],
    ["cut off at the end", (bytes) => bytes.subarray(0, bytes.length - 9)],
    ["changed", (bytes) => bytes.map((byte, i) => (i > bytes.indexOf("\n") && i % 7 === 0 ? byte ^ 1 : byte))],
  ])("a cache that is %s is as none", (_, spoil) => {
    const first = lint(".");
    const [file = ""] = cachesOf(project);
    writeFileSync(file, spoil(readFileSync(file)));
    project.write({ "c.yaml": pod("c", false, "# edited\n") });
    expect(lint(".")).toEqual(first);
    expect(lint(".")).toEqual(first);
  });

  it("a cache that cannot be written is not worth a word, unless it was asked for", () => {
    project.write({ ".cache-home": "a file is in the way" });
    const plain = lint(".", "--no-cache");
    expect(lint(".")).toEqual(plain);
    const asked = lint(".", "--cache");
    expect(asked).toEqual({ ...plain, stderr: expect.stringMatching(/^plimsoll: The cache is not kept: [^\n]*\n$/) });
  });

  it("two runs at once do not hurt each other", async () => {
    const plain = lint(".", "--no-cache");
    const env = { ...process.env, XDG_CACHE_HOME: project.path(".cache-home") };
    const run = () =>
      new Promise<string>((resolve) => {
        const child = spawn(process.execPath, [join(bundle.dist, "cli.js"), "lint", ...ONLY, "."], { cwd: project.root, env });
        let stdout = "";
        child.stdout.on("data", (data) => (stdout += data));
        child.on("close", () => resolve(stdout));
      });
    expect(await Promise.all([run(), run(), run()])).toEqual([plain.stdout, plain.stdout, plain.stdout]);
    expect(cachesOf(project)).toHaveLength(1); // nothing half written stays
    expect(lint(".")).toEqual(plain);
  });

  it("take no other file's room where --cache-location says", () => {
    const others = project.path("others.cache");
    writeFileSync(others, "");
    truncateSync(others, 1 << 30);
    utimesSync(others, 0, 0);
    lint(".", "--cache-location", project.path("mine.cache"));
    expect([existsSync(project.path("mine.cache")), existsSync(others)]).toEqual([true, true]);
    for (const name of ["mine.cache", "others.cache"]) rmSync(project.path(name));
  });
});

describe("the folder of caches", () => {
  it("is bounded: the one that was used longest ago goes first, and never the one in use", () => {
    const folder = mkdtempSync(join(tmpdir(), "plimsoll-caches-"));
    const make = (name: string, megabytes: number, age: number) => {
      const path = join(folder, name);
      writeFileSync(path, "");
      truncateSync(path, megabytes * 1024 * 1024); // a hole: it takes no room
      utimesSync(path, new Date(Date.now() - age), new Date(Date.now() - age));
      return path;
    };
    const [mine, , ,] = [
      make("mine.cache", 100, 9e6),
      make("old.cache", 300, 3e6),
      make("new.cache", 300, 1e6),
      make("other.txt", 900, 9e6),
    ];
    makeRoom(mine as string);
    expect(readdirSync(folder).sort()).toEqual(["mine.cache", "new.cache", "other.txt"]);
    rmSync(folder, { recursive: true });
  });
});

describeCorpus("after random edits", () => {
  const share = corpus("helm/GoogleCloudPlatform__microservices-demo", "kustomize/kubernetes-sigs__metrics-server");
  const files = [...share, ...corpus("plain").filter((_, i) => i % 64 === 0)];
  const project = makeProject(bundle, Object.fromEntries(files.map(({ path, text }) => [path, text])));
  const args = ["lint", ".", "--preset=all", "--format=json", "--jobs=1", "--exit-zero"];

  /** An edit as people make it: a word is another one, a line goes, comes twice or is commented out, a file goes or comes back. */
  const edits = fc.record({
    file: fc.nat(files.length - 1),
    line: fc.nat(200),
    kind: fc.constantFrom("word", "delete", "double", "comment", "remove", "restore"),
  });

  const edited = (text: string, line: number, kind: string): string => {
    const lines = text.split("\n");
    const at = line % lines.length;
    const before = lines[at] as string;
    if (kind === "word") lines[at] = before.replace(/\b(?:name|app|[1-9]|true|default)\b/, "other");
    if (kind === "delete") lines.splice(at, 1);
    if (kind === "double") lines.splice(at, 0, before);
    if (kind === "comment") lines[at] = `# ${before}`;
    return lines.join("\n");
  };

  it("a warm run finds what a cold one finds", { timeout: 1_800_000 }, () => {
    mkdirSync(project.path(".cache-home"), { recursive: true });
    fc.assert(
      fc.property(fc.array(edits, { minLength: 1, maxLength: 4 }), (steps) => {
        for (const { file, line, kind } of steps) {
          const { path, text } = files[file] as (typeof files)[number];
          const now = existsSync(project.path(path)) ? readFileSync(project.path(path), "utf8") : text;
          if (kind === "remove") rmSync(project.path(path), { force: true });
          else project.write({ [path]: kind === "restore" ? text : edited(now, line, kind) });
        }
        expect(project.run(args)).toEqual(project.run([...args, "--no-cache"]));
      }),
      { numRuns: runs(6, 60) },
    );
    expect(cachesOf(project)).toHaveLength(1);
  });
});
