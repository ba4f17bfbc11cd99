import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { main } from "../../server/cli/main.ts";
import { type Args, readArgs } from "../../server/cli/option/args.ts";
import type { LintOption } from "../../server/cli/option/lint-options.table.ts";
import { readFacts } from "../../server/cli/run/facts-file.ts";
import { load } from "../../server/cli/run/load.ts";
import { VERBS } from "../../server/cli/verb/verbs.table.ts";
import { makeProject, type Outcome, type Project, useBundle } from "../support/bundle.ts";
import { runOnThread } from "../support/command/command.ts";
import { corpus, describeCorpus } from "../support/corpus.ts";
import { FULL, share } from "../support/effort.ts";
import { hostPath, ONLY, pod } from "../support/manifests.ts";

const bundle = useBundle();
const OUTPUT = { write: () => true };
const FORMATS = ["json", "sarif", "gitlab", "junit", "checkstyle", "compact", "github", "markdown"];
const into = (name: string) => FORMATS.map((format) => `--format=${format}=out/${name}.${format}`);

/** A repository, and the command run in one of its folders. What is written goes into `out`, which is not linted. */
interface Runs {
  readonly cwd: string;
  readonly start: (...args: readonly string[]) => Promise<Outcome>;
  readonly read: (name: string) => string;
  readonly write: (name: string, text: string) => void;
}

function runsIn(project: Project, folder = ""): Runs {
  const cwd = join(project.root, folder);
  const env = { ...process.env, XDG_CACHE_HOME: project.path(".cache-home") };
  const start = (...args: readonly string[]) =>
    new Promise<Outcome>((resolve) => {
      if (!FULL) return resolve(runOnThread(bundle.dist, { args, cwd, input: "", env }));
      const child = spawn(process.execPath, [join(bundle.dist, "cli.js"), ...args], { cwd, env });
      let [stdout, stderr] = ["", ""];
      child.stdout.on("data", (data) => (stdout += data));
      child.stderr.on("data", (data) => (stderr += data));
      child.on("close", (code) => resolve({ code, stdout, stderr }));
    });
  const path = (name: string) => join(cwd, "out", name);
  mkdirSync(path(""), { recursive: true });
  return { cwd, start, read: (name) => readFileSync(path(name), "utf8"), write: (name, text) => writeFileSync(path(name), text) };
}

/** The same without a process, for what ends before anything is loaded. */
async function inProcess(cwd: string, ...args: readonly string[]): Promise<Outcome> {
  let [stdout, stderr] = ["", ""];
  const code = await main(args, {
    cwd,
    env: {},
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}

const lint = (runs: Runs, ...args: readonly string[]) => runs.start("lint", ".", "--ignore-pattern=out/", "--jobs=1", ...args);

/** Runs the shards, in a full run as processes beside each other, as the machines of a matrix would. Returns the names of their reports. */
async function shardsOf(runs: Runs, count: number, ...args: readonly string[]): Promise<readonly string[]> {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const shard = (i: number) => lint(runs, ...args, `--shard=${i}/${count}`, `--format=json=out/shard-${i}.json`, "--exit-zero");
  const outcomes = await Promise.all(numbers.map(shard));
  expect(outcomes.map(({ code, stdout }) => ({ code, stdout }))).toEqual(numbers.map(() => ({ code: 0, stdout: "" })));
  return numbers.map((i) => `out/shard-${i}.json`);
}

/** Expects that every format says of the shards what it says of the whole, with the same exit code. */
async function expectWhole(runs: Runs, shards: readonly string[], args: readonly string[], judging: readonly string[] = []) {
  const whole = await lint(runs, ...args, ...judging, ...into("whole"));
  const merged = await runs.start("merge", ...judging, ...into("merged"), ...shards);
  expect(merged).toEqual({ code: whole.code, stdout: "", stderr: "" });
  for (const format of FORMATS) expect(runs.read(`merged.${format}`), format).toBe(runs.read(`whole.${format}`));
  return merged;
}

describeCorpus("shards of the corpus", () => {
  const some = corpus("helm/GoogleCloudPlatform__microservices-demo", "kustomize/kubernetes-sigs__metrics-server", "broken");
  const files = [...some, ...share(corpus("plain"), 48, 16)];
  const project = makeProject(bundle, Object.fromEntries(files.map((file) => [`apps/${file.path}`, file.text])));

  const count = FULL ? 7 : 3;
  it(`${count} of them together are the whole, byte for byte, from a folder of a repository`, async () => {
    project.git("init", "-q");
    const runs = runsIn(project, "apps");
    expect((await lint(runs, "--preset=all", "--facts-out=out/facts.jsonl")).code).toBe(0);
    const shards = await shardsOf(runs, count, "--preset=all", "--facts-in=out/facts.jsonl");
    await expectWhole(runs, shards, ["--preset=all"]);
    expect(runs.read("merged.sarif").length).toBeGreaterThan(FULL ? 1_000_000 : 300_000);
  }, 240_000);
});

describe("shards", () => {
  const ignored = `${pod("c")}  # plimsoll-disable-line\n`;
  const files = {
    "a.yaml": pod("a"),
    "b.yaml": pod("b", false, hostPath),
    "c/c.yaml": ignored,
    "d.yaml": pod("d", true, hostPath),
    "plimsoll.yaml": "root: true\n",
  };
  const project = makeProject(bundle, files);
  const runs = runsIn(project);
  beforeAll(async () => {
    project.git("init", "-q");
    project.git("add", ".");
    project.git("commit", "-q", "-m", "first");
    await shardsOf(runs, 3, ...ONLY);
  });
  const names = ["out/shard-1.json", "out/shard-2.json", "out/shard-3.json"];
  const report = (name: string) => JSON.parse(runs.read(name));
  const changed = (from: string, to: string, change: (run: Record<string, unknown>) => Record<string, unknown>) => {
    const before = report(from);
    runs.write(to, JSON.stringify({ ...before, run: { ...before.run, ...change(before.run) } }));
    return `out/${to}`;
  };

  const bad = (text: string) => {
    runs.write("bad.json", text);
    return ["out/bad.json"];
  };

  it("say what they are a part of", () => {
    const commit = project.git("rev-parse", "HEAD").trim();
    expect(report("shard-2.json").run).toMatchObject({ shard: { index: 2, count: 3 }, commit, complete: true, prefix: "" });
  });

  it("are judged once, by merge", async () => {
    expect((await expectWhole(runs, names, ONLY)).code).toBe(1);
    expect((await expectWhole(runs, names, ONLY, ["--fail-on=never"])).code).toBe(0);
    expect((await expectWhole(runs, names, ONLY, ["--fail-on=never", "--max-warnings=1"])).code).toBe(1);
    expect((await expectWhole(runs, names, ONLY, ["--exit-zero", "--statistics", "--report-unchecked"])).code).toBe(0);
  });

  it("are json on standard output where nothing else is asked for", async () => {
    const { stdout } = await runs.start("merge", ...names);
    expect(stdout).toBe((await lint(runs, ...ONLY, "--format=json")).stdout);
  });

  it("a baseline is applied once, whoever has applied it", async () => {
    const twice = `${pod("a")}    - name: twin\n      image: app:1\n      securityContext: { privileged: true }\n`;
    const base = makeProject(bundle, { "a.yaml": pod("a"), "b.yaml": pod("b"), "plimsoll.yaml": "root: true\n" });
    const inBase = runsIn(base);
    base.run(["baseline", "create", ...ONLY]);
    base.write({ "a.yaml": twice });
    const shards = await shardsOf(inBase, 2, ...ONLY);
    await expectWhole(inBase, shards, ONLY);
    const open = await shardsOf(inBase, 2, ...ONLY, "--no-baseline");
    await expectWhole(inBase, open, ONLY, ["--baseline=plimsoll-baseline.json"]);
    const again = await shardsOf(inBase, 2, ...ONLY);
    await expectWhole(inBase, again, ONLY, ["--baseline=plimsoll-baseline.json"]);
    await expectWhole(inBase, again, ONLY, ["--no-baseline"]);
    const { stderr } = await inBase.start("merge", ...again, "--baseline=none.json");
    expect(stderr).toBe("plimsoll: There is no baseline none.json: plimsoll baseline create writes one.\n");
  });

  it("a baseline hides nothing of a rule that the configuration forbids to suppress", async () => {
    const strict = makeProject(bundle, { "a.yaml": pod("a"), "b.yaml": pod("b"), "plimsoll.yaml": "root: true\n" });
    const inStrict = runsIn(strict);
    strict.run(["baseline", "create", ...ONLY]);
    strict.write({ "plimsoll.yaml": "root: true\nsuppressions: { forbid: [privileged-container] }\n" });
    const open = await shardsOf(inStrict, 2, ...ONLY, "--no-baseline");
    expect((await expectWhole(inStrict, open, ONLY, ["--baseline=plimsoll-baseline.json"])).code).toBe(1);
  });

  it.each<readonly [what: string, reports: () => readonly string[], message: string]>([
    ["missing ones", () => names.slice(0, 1), "Shards 2/3, 3/3 are missing."],
    ["one that is missing", () => names.slice(1), "Shard 1/3 is missing."],
    [
      "one twice",
      () => [...names, changed("shard-2.json", "again.json", () => ({}))],
      "out/shard-2.json and out/again.json are both shard 2/3.",
    ],
    [
      "another commit",
      () => [...names.slice(0, 2), changed("shard-3.json", "old.json", () => ({ commit: "0".repeat(40) }))],
      `out/old.json is shard 3/3 of another commit (${"0".repeat(40)}; out/shard-1.json: `,
    ],
    [
      "other files",
      () => [...names.slice(0, 2), changed("shard-3.json", "old.json", () => ({ sources: "x" }))],
      "out/old.json is shard 3/3 of another state of the files than out/shard-1.json.",
    ],
    [
      "another configuration",
      () => [...names.slice(0, 2), changed("shard-3.json", "old.json", () => ({ configuration: "x" }))],
      "out/old.json is shard 3/3 of another configuration, or other options than out/shard-1.json.",
    ],
    [
      "another version",
      () => [...names.slice(0, 2), changed("shard-3.json", "old.json", () => ({ version: "0.0.1" }))],
      "out/old.json is shard 3/3 of another version of Plimsoll (0.0.1; out/shard-1.json: ",
    ],
    [
      "a version that is not this one",
      () => [changed("shard-1.json", "old.json", () => ({ version: "0.0.1", shard: { index: 1, count: 1 } }))],
      "out/old.json was written by Plimsoll 0.0.1, and this is ",
    ],
    [
      "another number of parts",
      () => [...names, changed("shard-3.json", "old.json", () => ({ shard: { index: 4, count: 4 } }))],
      "The shards are of runs in 3 and 4 parts: ",
    ],
    [
      "a whole run beside them",
      () => [...names, changed("shard-1.json", "old.json", () => ({ shard: { index: 1, count: 1 } }))],
      "out/old.json is the report of a whole run, and out/shard-1.json is shard 1/3 of another: ",
    ],
    ["no report", () => [], "plimsoll merge needs reports: "],
    ["no file", () => ["nowhere.json"], "nowhere.json cannot be read: "],
    ["a folder", () => ["out"], "out is a directory, not a file."],
    ["an empty file", () => bad(""), "out/bad.json is no JSON ("],
    ["a report that is cut off", () => bad(runs.read("shard-1.json").slice(0, 900)), "out/bad.json is no JSON ("],
    ["another format", () => bad('{ "version": "2.1.0", "runs": [] }'), "out/bad.json is a report in another format: "],
    ["other JSON", () => bad("{}"), 'out/bad.json is no report of Plimsoll in the format json: "summary" is missing.'],
    [
      "a version of the format that is unknown",
      () => bad('{ "version": 9, "summary": {} }'),
      "out/bad.json is a report in version 9 of the format",
    ],
    [
      "a damaged finding",
      () => bad('{ "version": 1, "summary": {}, "findings": [{}], "suppressed": [], "unchecked": [] }'),
      "out/bad.json is damaged: number 1 of its findings ",
    ],
    [
      "a damaged header",
      () => [changed("shard-1.json", "bad.json", () => ({ shard: 1 }))],
      "out/bad.json is damaged: what it says of its part of the run ",
    ],
  ])("refuses %s and says which", async (_, reports, message) => {
    const { code, stdout, stderr } = await inProcess(project.root, "merge", ...reports());
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`plimsoll: ${message}`);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it("one that is not complete makes the whole end in 2", async () => {
    const incomplete = changed("shard-3.json", "incomplete.json", () => ({ complete: false }));
    expect((await runs.start("merge", ...names.slice(0, 2), incomplete, "--exit-zero")).code).toBe(2);
  });

  it("refuses text, and standard input in parts", async () => {
    expect((await runs.start("merge", ...names, "--format=text")).stderr).toContain("merge cannot write text");
    expect((await runs.start("lint", "-", "--shard=1/2")).stderr).toContain("standard input cannot be divided");
  });
});

describe("facts", () => {
  const service = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web, tier: front }
  ports: [{ port: 80 }]
`;
  const deployment = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web, tier: front } }
spec: { containers: [{ name: web, image: "web:1" }] }
`;
  const project = makeProject(bundle, { "a.yaml": deployment, "b.yaml": service, "plimsoll.yaml": "root: true\n" });
  const { root } = project;
  const facts = () => readFileSync(project.path("out/facts"), "utf8");
  const args = ["--only=service-selects-nothing", "--ignore-pattern=out/", "--exit-zero", "--no-cache"];
  const shard = (name: string, ...more: readonly string[]) =>
    inProcess(root, "lint", ".", ...args, `--facts-in=${name}`, "--format=compact", "--shard=2/2", ...more);
  beforeAll(async () => {
    mkdirSync(project.path("out"));
    expect(await inProcess(root, "lint", ".", ...args, "--facts-out=out/facts")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("are believed where a file has the text that they are of, and no further", async () => {
    expect((await shard("out/facts")).stdout).toBe("");
    const asked = readArgs([".", ...args, "--facts-in=out/facts", "--shard=2/2"], VERBS.lint.options) as Args<LintOption>;
    const known = async () => {
      const loaded = await load({ ...asked, operands: [root] }, { cwd: root, env: {}, stdout: OUTPUT, stderr: OUTPUT });
      const found = readFacts(project.path("out/facts"), "facts", loaded, asked, root);
      return loaded.sources.filter((source) => found.get(source)).map(({ uri }) => basename(uri));
    };
    expect(await known()).toEqual(["a.yaml", "b.yaml"]);
    project.write({ "a.yaml": `${deployment}# changed\n` });
    expect(await known()).toEqual(["b.yaml"]);
    project.write({ "a.yaml": deployment });
  });

  it("are sealed: who has not the files cannot read what stands in them, nor write another thing", async () => {
    expect(facts()).not.toMatch(/front|"tier"/);
    const [head, name, sealed = "", ...rest] = facts().split("\n");
    const other = sealed.startsWith("A") ? "B" : "A";
    project.write({ "out/others": [head, name, other + sealed.slice(1), ...rest].join("\n") });
    expect(await shard("out/others")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  const head = (change: Readonly<Record<string, unknown>>) => {
    const [first = "", ...rest] = facts().split("\n");
    return [JSON.stringify({ ...JSON.parse(first), ...change }), ...rest].join("\n");
  };
  it.each<[what: string, text: () => string, message: string]>([
    ["another version", () => head({ version: "0.0.1" }), "is of another version of Plimsoll (0.0.1; this is "],
    ["another build", () => head({ program: "x" }), "is of another build of Plimsoll "],
    [
      "another commit",
      () => head({ commit: "0123" }),
      "is of another commit (0123; this is none): write it again with --facts-out.",
    ],
    ["another configuration", () => head({ configuration: "x" }), "is of another configuration, or other options: "],
    ["a file that is cut off", () => facts().slice(0, -1), "is cut off: write it again with --facts-out."],
    ["a report", () => '{\n  "version": 1\n}\n', "is no file of facts: write one with --facts-out."],
    ["nothing", () => "", "is no file of facts: write one with --facts-out."],
  ])("of %s are refused", async (_, text, message) => {
    project.write({ "out/bad": text() });
    const { code, stdout, stderr } = await shard("out/bad");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`plimsoll: out/bad ${message}`);
  });

  it("are for shards, and are written without findings", async () => {
    expect((await shard("out/none")).stderr).toContain("plimsoll: out/none cannot be read: ");
    const whole = await inProcess(root, "lint", ".", ...args, "--facts-in=out/facts");
    expect(whole).toEqual({
      code: 2,
      stdout: "",
      stderr: "plimsoll: --facts-in says what the other parts of a run hold: it needs --shard I/N.\n",
    });
    const both = await inProcess(root, "lint", ".", ...args, "--facts-out=out/facts", "--shard=1/2");
    expect(both.stderr).toBe("plimsoll: --facts-out only reads the files, and lints none: leave out --shard.\n");
  });
});

describe("reports of several repositories", () => {
  const project = makeProject(bundle, {
    "shop/a.yaml": pod("a"),
    "bank/a.yaml": pod("a", true, hostPath),
    "bank/b.yaml": pod("b"),
  });
  const runs = runsIn(project);
  const reports = async (...args: readonly string[]) => {
    for (const name of ["shop", "bank"])
      await runsIn(project, name).start(
        "lint",
        ".",
        ...ONLY,
        ...args,
        "--exit-zero",
        `--format=json=${join(runs.cwd, "out", `${name}.json`)}`,
      );
    return ["out/shop.json", "out/bank.json"];
  };

  it("are one, each under its name, with counts by rule and repository", async () => {
    const { code, stdout } = await runs.start("merge", ...(await reports()), "--format=json=out/all.json", "--format=markdown");
    const { summary, findings } = JSON.parse(runs.read("all.json"));
    expect(findings.map(({ file }: { file: string }) => file)).toEqual([
      "bank/a.yaml",
      "bank/a.yaml",
      "bank/b.yaml",
      "shop/a.yaml",
    ]);
    expect(summary).toMatchObject({ files: 3, resources: 3, error: 3, warning: 1 });
    expect(stdout).toContain("| `bank` | 2 | 1 | 0 | 2 | 2 | 0 |");
    expect(stdout).toContain("| Rule | All | `bank` | `shop` |\n|---|---|---|---|\n| `privileged-container` | 3 | 2 | 1 |");
    expect(code).toBe(1);
  });

  it("formats that need more than a plain report holds take those of --shard 1/1", async () => {
    const plain = await runs.start("merge", ...(await reports()), "--format=sarif");
    expect(plain.stderr).toContain("out/shop.json does not hold what sarif needs");
    const { stdout } = await runs.start("merge", ...(await reports("--shard=1/1")), "--format=sarif");
    expect(JSON.parse(stdout).runs[0].results).toHaveLength(4);
  });
});

describe("docs/scale.md", () => {
  const page = readFileSync("docs/scale.md", "utf8");
  const blocks = (language: string) =>
    [...page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, block]) => block ?? "");

  it("its commands do what it says", async () => {
    const project = makeProject(bundle, { "shop/a.yaml": pod("a"), "bank/a.yaml": pod("a", true, hostPath) });
    const runs = runsIn(project);
    const commands = blocks("sh").flatMap((block) => block.trim().split("\n"));
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) {
      const { code, stderr } = await runs.start(...command.replace(/^plimsoll /, "").split(" "));
      expect({ command, code, stderr }).toEqual({ command, code: command.startsWith("plimsoll merge") ? 1 : 0, stderr: "" });
    }
  });

  it("its Job has no findings", async () => {
    const [job = ""] = blocks("yaml").filter((block) => block.startsWith("apiVersion:"));
    const project = makeProject(bundle, { "job.yaml": job });
    expect(project.run(["lint", "--format=compact", "job.yaml"])).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});
