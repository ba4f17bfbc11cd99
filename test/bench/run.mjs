// `npm run bench`: everything as ratios within one run, CPU time. Needs ../shared/corpus beside the checkout.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, buildSync } from "esbuild";
import { GROWING } from "./growth.mjs";
import { hostileInputs, plainOf } from "./hostile.mjs";
import { compareLinters } from "./linters.mjs";
import { alternate, median, percentile, runNode } from "./measure.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
const corpus = join(root, "../shared/corpus");
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const only = process.argv[2];
/** The section `growth` alone: whose name holds this. */
const dimension = process.argv[3] ?? "";

if (!existsSync(corpus)) {
  console.error("skipped: the benchmark needs the corpus beside the checkout (../shared/corpus)");
  process.exit(0);
}
// Only these are compared with other programs of npm.
if ((!only || only === "lint") && !existsSync(join(here, "node_modules")))
  execFileSync("npm", ["install", "--ignore-scripts", "--legacy-peer-deps"], { cwd: here, stdio: "inherit" });

const work = mkdtempSync(join(tmpdir(), "plimsoll-bench-"));
const engine = join(work, "engine.cjs");
buildSync({
  entryPoints: [join(here, "engine.ts")],
  bundle: true,
  platform: "node",
  format: "cjs",
  minify: true,
  outfile: engine,
  logLevel: "error",
});
execFileSync(process.execPath, ["esbuild.mjs", "cli"], {
  cwd: root,
  stdio: "ignore",
  env: { ...process.env, PLIMSOLL_DIST: join(work, "dist") },
});
const cli = join(work, "dist/cli.js");

function row(what, value, gate) {
  console.log(`| ${what} | ${value} | ${gate ?? ""} |`);
}

function engineRun(...args) {
  return JSON.parse(execFileSync(process.execPath, [engine, ...args], { maxBuffer: 1 << 28, encoding: "utf8" }));
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function listFile(name, paths) {
  const path = join(work, name);
  writeFileSync(path, paths.join("\n"));
  return path;
}

/** Many small files in many folders, made of the corpus' smaller ones. */
function manyFiles(count) {
  const folder = join(work, "many");
  const small = files(join(corpus, "plain")).filter((path) => statSync(path).size < 1500);
  for (let i = 0; i < count; i++) {
    const target = join(folder, `team-${i % 40}`, `app-${i % 400}`);
    mkdirSync(target, { recursive: true });
    cpSync(small[i % small.length], join(target, `${i}.yaml`));
  }
  return folder;
}

function ratio(a, b) {
  return `×${(a / b).toFixed(2)}`;
}

const section = (name, body) => (only && only !== name ? undefined : body());

console.log(
  `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}; CPU time, median of ${rounds}\n`,
);
console.log("| figure | measured | gate |\n|---|---|---|");

section("parse", () => {
  for (const name of ["plain", "large", "kustomize"]) {
    const list = listFile(`parse-${name}`, files(join(corpus, name)));
    const own = [];
    const yaml = [];
    for (let i = 0; i < 3; i++) {
      own.push(engineRun("parse", list, "own"));
      yaml.push(engineRun("parse", list, "yaml"));
    }
    for (const heat of ["warm", "cold"])
      row(
        `parse, ${name}, ${heat}, against \`yaml\``,
        ratio(median(yaml.map((r) => r[heat])), median(own.map((r) => r[heat]))),
        heat === "warm" ? "≥ ×12" : "≥ ×4",
      );
    const [{ documents, fast }] = own;
    row(`documents parsed without fallback, ${name}`, `${((100 * fast) / documents).toFixed(2)} % of ${documents}`, "≥ 99.9 %");
  }
});

section("lint", () => {
  for (const name of ["plain", "large"]) {
    const list = listFile(`lint-${name}`, files(join(corpus, name)));
    const own = engineRun("lint", list);
    const peer = JSON.parse(
      execFileSync(process.execPath, [join(here, "peers.mjs"), "yaml-language-server", list], { encoding: "utf8" }),
    );
    row(`lint with all rules, ${name}, warm, against yaml-language-server without schema`, ratio(peer.warm, own.warm), "≥ ×8");
    row(`lint with all rules, ${name}, cold, against yaml-language-server without schema`, ratio(peer.cold, own.cold), "≥ ×5");
  }
  const sample = listFile(
    "lint-sample",
    files(join(corpus, "plain")).filter((_, i) => i % 16 === 0),
  );
  const own = engineRun("lint", sample);
  const peer = JSON.parse(execFileSync(process.execPath, [join(here, "peers.mjs"), "monokle", sample], { encoding: "utf8" }));
  row("lint with all rules, every 16th file of plain, cold, against @monokle/validation", ratio(peer.cold, own.cold));
});

/** The command in one file and without a code cache: as it is, and with the `yaml` package in place of the parser. */
async function commands() {
  const parser = join(root, "server/yaml/parser/parse.ts");
  const fallback = join(root, "server/yaml/parser/fallback.ts");
  const stub = `export { parseWithYaml as parse } from ${JSON.stringify(fallback)}; export const parseFast = () => undefined;`;
  const yaml = {
    name: "yaml-as-the-parser",
    setup({ onLoad }) {
      onLoad({ filter: /yaml[\\/]parse\.ts$/ }, ({ path }) => (path === parser ? { contents: stub, loader: "ts" } : undefined));
    },
  };
  const common = { entryPoints: [join(root, "server/cli/node.ts")], bundle: true, minify: true, platform: "node", format: "cjs" };
  const outputs = { own: join(work, "cli-own.cjs"), yaml: join(work, "cli-yaml.cjs") };
  await build({ ...common, outfile: outputs.own, logLevel: "error" });
  await build({ ...common, outfile: outputs.yaml, logLevel: "error", plugins: [yaml] });
  return outputs;
}

await section("run", async () => {
  const { own, yaml } = await commands();
  const many = manyFiles(6800);
  const empty = join(work, "empty");
  mkdirSync(empty);
  const nothing = join(work, "nothing.cjs");
  writeFileSync(nothing, "");
  for (const [name, folder, gate] of [
    ["6,800 small files", many, "≤ ×4"],
    ["plain", join(corpus, "plain"), "≤ ×5"],
    ["large", join(corpus, "large"), ""],
  ]) {
    const lint =
      (program, preset, format = "compact", ...more) =>
      () =>
        runNode([program, "lint", "--exit-zero", "--no-config", "--preset", preset, "--format", format, ...more, folder]);
    const [run, all, text, again, read, withOwn, withYaml] = alternate(
      [
        lint(cli, "recommended", "compact", "--no-cache"),
        lint(cli, "all", "compact", "--no-cache"),
        lint(cli, "recommended", "text", "--no-cache"),
        // The first round, which does not count, fills the cache.
        lint(cli, "recommended", "compact", "--cache-location", join(work, `cache-${name.replaceAll(/\W/g, "-")}`)),
        () => runNode([join(here, "reader.mjs"), folder]),
        lint(own, "recommended", "compact", "--no-cache"),
        lint(yaml, "recommended", "compact", "--no-cache"),
      ],
      rounds,
    );
    row(`whole run, ${name}, against a program that only walks and reads`, ratio(run.cpu, read.cpu), gate);
    row(
      `peak memory of the whole run, ${name}; with every rule`,
      `${Math.round(run.rss)} MB; ${Math.round(all.rss)} MB`,
      "≤ 150 MB",
    );
    row(`whole run with every rule, ${name}, against the same`, ratio(all.cpu, read.cpu), gate);
    row(
      `whole run in the format \`text\`, ${name}, against the same (against \`compact\`)`,
      `${ratio(text.cpu, read.cpu)} (${ratio(text.cpu, run.cpu)})`,
      "(≤ ×1.15)",
    );
    row(`warm run, nothing changed, ${name}, against the same`, ratio(again.cpu, read.cpu), "≤ ×1.3");
    row(`the same program with \`yaml\` as the parser, ${name}, against it`, ratio(withYaml.cpu, withOwn.cpu), "≥ ×3");
    row(
      `whole run, ${name}; with every rule; reading only`,
      [run, all, read].map(({ cpu }) => `${Math.round(cpu)} ms`).join("; "),
    );
  }
  const [lintEmpty, bare] = alternate(
    [() => runNode([cli, "lint", "--no-cache", "--no-error-on-unmatched-pattern", empty]), () => runNode([nothing])],
    rounds * 2,
  );
  row("lint of an empty folder against bare node", ratio(lintEmpty.cpu, bare.cpu), "≤ ×1.35");
});

section("keystroke", () => {
  const many = [];
  let size = 0;
  const sources = files(join(corpus, "plain"))
    .map((path) => readFileSync(path, "utf8"))
    .filter((text) => text.length < 20000 && !text.includes("\n...") && !text.startsWith("%"));
  for (let i = 0; size < 2_000_000; i++) {
    const text = sources[i % sources.length].trimEnd();
    many.push(text);
    size += text.length + 5;
  }
  const manyFile = join(work, "many.yaml");
  writeFileSync(manyFile, many.join("\n---\n"));
  const largest = join(work, "largest.yaml");
  writeFileSync(largest, largestDocument(files(join(corpus, "large"))));
  for (const [name, file, gate] of [
    ["2 MB of many documents", manyFile, "p95 ≤ 16 ms"],
    [`one document of ${(statSync(largest).size / 1e6).toFixed(1)} MB`, largest, "p95 ≤ 30 ms"],
  ]) {
    const { times, whole } = engineRun("keystroke", file);
    const p95 = percentile(times, 95);
    row(`keystroke, ${name}`, `p50 ${median(times).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`, gate);
    row(`keystroke p95, ${name}, against a full \`yaml\` parse`, `1/${Math.round(whole / p95)}`, "≤ 1/50 (many documents)");
  }
});

section("workspace", () => {
  const sizes = [160, 2400, 7200];
  const runs = sizes.map((size) => engineRun("workspace", String(size)));
  for (const [what, key, gate] of [
    ["in a file of its own", "unrelated", "p95 ≤ 4 ms"],
    ["an image's tag in a base of ten overlays", "image", "p95 ≤ 30 ms"],
  ]) {
    for (const run of runs) {
      const times = run[key];
      const p50 = median(times);
      row(
        `keystroke, ${what}, ${run.files} files with kustomizations`,
        `p50 ${p50.toFixed(2)} ms, p95 ${percentile(times, 95).toFixed(2)} ms (${ratio(p50, median(runs[0][key]))})`,
        gate,
      );
    }
  }
  for (const { files: count, start, read } of runs) {
    row(`files that these keystrokes open, ${count} files`, read, "0");
    row(`all of it for the first time, ${count} files`, `${(start / count).toFixed(2)} ms a file`);
  }

  const crowd = (...args) => engineRun("crowd", ...args.map(String));
  const pairs = Array.from({ length: 3 }, () => [crowd("mix", 10_000), crowd("mix", 10_000, "alone")]);
  const [together, alone] = [0, 1].map((side) => median(pairs.map((pair) => pair[side].start)));
  const [[mix]] = pairs;
  row(
    `10,000 resources in ${mix.files} files, against the same without rules over several documents`,
    ratio(together, alone),
    "≤ ×1.5",
  );
  row("memory of that", `${mix.memory.toFixed(0)} MB`, "≤ 400 MB");
  row("keystroke that changes a label there", `p95 ${percentile(mix.label, 95).toFixed(2)} ms`, "p95 ≤ 50 ms");
  row("keystroke that changes no fact there", `p95 ${percentile(mix.nothing, 95).toFixed(2)} ms`, "p95 ≤ 16 ms");
  row(
    "a resource more of 50,000, against one of 10,000",
    ratio(crowd("mix", 50_000).start / 50_000, together / 10_000),
    "≤ ×1.2",
  );
  for (const [what, name, count] of [
    ["bindings to one role", "bindings", 5000],
    ["policies and workloads of one namespace", "policies", 2000],
    ["policies whose peers select nothing", "dangling", 2000],
    ["pods of one namespace", "pods", 50_000],
  ]) {
    const [whole, half] = [crowd(name, count), crowd(name, count / 2)];
    row(`${count} ${what}, against half of them`, ratio(whole.start, half.start), "≤ ×2.2");
    row(`keystroke that changes a label among them`, `p95 ${percentile(whole.label, 95).toFixed(2)} ms`);
  }
});

section("charts", () => {
  const charts = files(join(corpus, "helm"))
    .filter((path) => path.endsWith("/Chart.yaml"))
    .map((path) => path.slice(0, -"/Chart.yaml".length));
  const rendered = charts.map((path) => ({ path, name: path.slice(path.lastIndexOf("/") + 1), ...engineRun("rendering", path) }));
  const [largest] = [...rendered].sort((a, b) => b.cold - a.cold);
  const forty = [...rendered].sort((a, b) => Math.abs(a.templates - 40) - Math.abs(b.templates - 40))[0];
  row(`a chart of ${forty.templates} templates (${forty.name}), warm`, `${forty.warm.toFixed(0)} ms`, "≤ 30 ms");
  // As the command runs it (server/disk/optimizer.ts); without these flags V8 spends as much again on other threads.
  const flags = ["--interrupt-budget=500000", "--max-inlined-bytecode-size=100", "--max-inlined-bytecode-size-cumulative=150"];
  const { cold } = JSON.parse(
    execFileSync(process.execPath, [...flags, engine, "rendering", largest.path], { encoding: "utf8" }),
  );
  row(`the largest chart (${largest.name}, ${largest.templates} templates), cold`, `${cold.toFixed(0)} ms`, "≤ 300 ms");
  for (const { name, path } of [largest, forty]) {
    const { times, start } = engineRun("typing", path);
    const p95 = percentile(times, 95);
    row(`keystroke in a template of ${name}`, `p50 ${median(times).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`, "p95 ≤ 50 ms");
    row(`the same against the whole chart for the first time`, `1/${Math.round(start / median(times))}`);
  }
  const copies = Array.from({ length: 100 }, (_, i) => {
    const target = join(work, "chart-copies", String(i));
    cpSync(charts[i % charts.length], target, { recursive: true });
    return target;
  });
  row("memory of 100 charts", `${engineRun("memory", listFile("charts", copies)).rss.toFixed(0)} MB`, "≤ 400 MB");
});

section("rules", () => {
  const { documents, together, nothing, dearest } = engineRun("rules", listFile("rules", files(join(corpus, "plain"))));
  row(`all rules, warm, ${documents} documents of plain`, `${(together - nothing).toFixed(0)} µs a document`, "≤ 100 µs");
  for (const { rule, cpu } of dearest) row(`the dearest: \`${rule}\``, `${cpu.toFixed(2)} µs a document`);
});

section("schema", () => {
  const list = listFile("schema", files(join(corpus, "plain")));
  const runs = Array.from({ length: 3 }, () => engineRun("schema", list));
  const perSecond = median(runs.map(({ objects, walk }) => (1000 * objects) / walk));
  row(`walk over ${runs[0].objects} objects of plain, warm`, `${Math.round(perSecond)} a second`, "≥ 20,000");
  row(
    "table of the API, until the first definition is read",
    `${median(runs.map(({ table }) => table)).toFixed(2)} ms`,
    "≤ 2 ms",
  );
  const zipped = (name) => gzipSync(readFileSync(join(work, "dist", name)), { level: 9 }).length;
  row("table of the API in the bundle, gzipped", `${(zipped("definitions.js") / 1024).toFixed(1)} KB`, "≤ 40 KB");
  const off = ["schema-violation", "unknown-field", "unknown-kind"].flatMap((rule) => ["--rule", `${rule}=off`]);
  const lint =
    (...more) =>
    () =>
      runNode([cli, "lint", "--no-cache", "--exit-zero", "--no-config", "--format", "compact", ...more, join(corpus, "plain")]);
  const [on, without] = alternate([lint(), lint(...off)], rounds);
  row("whole run, plain, against one without the rules about schemas", ratio(on.cpu, without.cpu), "≤ ×1.15");
});

section("peers", () => compareLinters({ cli, work, corpus, files, rounds, row, ratio }));

section("hostile", () => {
  for (const { name, files: texts } of hostileInputs()) {
    const size = Object.values(texts).reduce((sum, { length }) => sum + length, 0);
    const [folder, plain] = [written(texts), written({ "a.yaml": plainOf(size) })];
    const lint = (where) => runNode([cli, "lint", "--no-cache", "--exit-zero", "--preset", "all", "--format", "compact", where]);
    const [hostile, ordinary] = [lint(folder), lint(plain)];
    const figures = `${ratio(hostile.cpu, ordinary.cpu)}, ${Math.round(hostile.cpu)} ms, ${Math.round(hostile.rss)} MB`;
    row(`hostile: ${name}, against a plain file of ${(size / 1e6).toFixed(2)} MB`, figures, "≤ ×10");
    for (const one of [folder, plain]) rmSync(one, { recursive: true });
  }
});

section("growth", () => {
  const lint = (where) =>
    runNode([cli, "lint", "--exit-zero", "--no-cache", "--preset", "all", "--format", "compact", where]).cpu;
  const start = median(Array.from({ length: rounds }, () => lint(written({ "a.yaml": "" }))));
  for (const [name, size, filesOf] of GROWING.filter(([name]) => name.includes(dimension))) {
    const folders = [size / 2, size].map((one) => written(filesOf(one)));
    const [half, whole] = alternate(
      folders.map((folder) => () => ({ cpu: lint(folder) - start, rss: 0 })),
      Math.min(rounds, 2),
    ).map(({ cpu }) => cpu);
    const inEditor = [0, 1].map((i) => engineRun("growth", folders[i]));
    const exponent = (a, b) => Math.log2(Math.max(b, 1) / Math.max(a, 1));
    const part = (key) =>
      `${key} ${exponent(inEditor[0][key], inEditor[1][key]).toFixed(2)} (${Math.round(inEditor[1][key])} ms)`;
    row(
      `growth: ${size.toLocaleString("en")} ${name}`,
      `${exponent(half, whole).toFixed(2)} (${Math.round(whole)} ms); ${["open", "edit", "close"].map(part).join(", ")}`,
      "≤ 1.15",
    );
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
});

rmSync(work, { recursive: true });

/** Writes files into a new folder and answers its name. */
function written(texts) {
  const folder = mkdtempSync(join(work, "folder-"));
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function largestDocument(paths) {
  let best = "";
  for (const path of paths)
    for (const text of readFileSync(path, "utf8").split(/^---$/m)) if (text.length > best.length) best = text;
  return best;
}
