// `node test/mutation/run.mjs`: which changes of the code no test notices. By hand; see README.md beside it.

import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { relative } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { minimatch } from "minimatch";
import { createServer, createServerModuleRunner } from "vite";
import { instrument } from "./mutants.mjs";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const { values: options } = parseArgs({
  options: {
    /** Files with mutants. */
    source: { type: "string", multiple: true, default: [] },
    /** Test files. */
    test: { type: "string", multiple: true, default: [] },
    /** Only tests whose name matches. */
    only: { type: "string", default: "" },
    /** How many mutants, drawn with `seed`; all of them without it. */
    draw: { type: "string" },
    seed: { type: "string", default: "1" },
    /** Only mutants whose description matches. */
    what: { type: "string", default: "" },
    /** Tests that take more milliseconds are left out. */
    slow: { type: "string", default: "1500" },
  },
});

const files = ["server", "rules", "test"].flatMap((folder) =>
  readdirSync(folder, { recursive: true }).map((path) => `${folder}/${path}`),
);
const matching = (pattern) => files.filter((file) => minimatch(file, pattern)).sort();
const sources = new Set(
  options.source.flatMap((pattern) => matching(pattern)).filter((file) => !/\/index\.ts$|\.table\.ts$/.test(file)),
);
const testFiles = options.test.flatMap((pattern) => matching(pattern)).sort();

/** @type {import("./mutants.mjs").Mutant[]} */
const mutants = [];
let active = -1;
let seen; // bits of the mutants that the running test reaches
let loops = 0;
let limit = Number.POSITIVE_INFINITY;

globalThis.require = createRequire(`${process.cwd()}/package.json`);
globalThis.__mutant = (id) => {
  if (seen) seen[id >> 3] |= 1 << (id & 7);
  return id === active;
};
globalThis.__loop = () => {
  if (++loops > limit) throw new Error("does not come to an end");
};

const frame = fileURLToPath(new URL("frame.mjs", import.meta.url));
const server = await createServer({
  configFile: false,
  logLevel: "error",
  server: { middlewareMode: true, hmr: false, watch: null, ws: false },
  resolve: { alias: { vitest: frame } },
  optimizeDeps: { noDiscovery: true, include: [] },
  plugins: [
    {
      name: "mutants",
      enforce: "pre",
      transform(text, id) {
        const file = relative(process.cwd(), id.split("?")[0]);
        if (!/^(server|rules)\/.*\.ts$/.test(file)) return undefined;
        const done = instrument(file, text, mutants.length, !sources.has(file));
        mutants.push(...done.mutants);
        return done.code;
      },
    },
  ],
});
const runner = createServerModuleRunner(server.environments.ssr, { hmr: false });
const { hooks, setFile, tests } = await runner.import("/test/mutation/frame.mjs");

const log = (text) => process.stderr.write(`${text}\n`);
for (const file of testFiles) {
  const first = tests.length;
  setFile(file);
  try {
    await runner.import(`/${file}`);
  } catch (error) {
    log(`${file} cannot be loaded: ${error.stack.split("\n").slice(0, 3).join("\n")}`);
    tests.length = first;
  }
  tests.splice(first, Number.POSITIVE_INFINITY, ...tests.slice(first).filter(({ name }) => new RegExp(options.only).test(name)));
  for (const test of tests.slice(first)) test.file = file;
}
for (const hook of hooks.before) await hook();
const { fc } = await runner.import("/test/support/property.ts");
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true }); // that it fails is enough
log(`${sources.size} files, ${mutants.length} mutants, ${tests.length} tests`);

async function attempt(test) {
  loops = 0;
  setFile(test.file);
  try {
    for (const hook of hooks.each) await hook();
    await test.run();
    return undefined;
  } catch (error) {
    return error ?? new Error("thrown");
  }
}

// As the code is: what each test reaches, how long it takes, how often it loops.
const known = [];
for (const test of tests) {
  seen = new Uint8Array((mutants.length >> 3) + 1);
  const start = performance.now();
  const error = await attempt(test);
  test.time = performance.now() - start;
  test.seen = seen;
  test.loops = loops;
  if (error)
    log(`fails without a change: ${test.file}: ${test.name}: ${String(error.cause?.stack ?? error.message).slice(0, 400)}`);
  else if (test.time <= Number(options.slow)) known.push(test);
  else log(`left out, ${Math.round(test.time)} ms: ${test.file}: ${test.name}`);
}
seen = undefined;
known.sort((a, b) => a.time - b.time);
const reaches = (test, id) => (test.seen[id >> 3] & (1 << (id & 7))) !== 0;

// Rules with what was computed when their modules were loaded.
const rules = new Map();
for (const file of matching("rules/*/**/[!_]*.ts")) rules.set(file, (await runner.import(`/${file}`)).default);

/** The rule files that a file of rules takes part in. */
function rulesWith(file) {
  if (rules.has(file)) return [file];
  const found = new Set();
  const visit = (node) => {
    for (const importer of node.importers) {
      const path = relative(process.cwd(), importer.split("?")[0]);
      if (!path.startsWith("rules/") || path === "rules/index.ts" || found.has(path)) continue;
      found.add(path);
      const next = runner.evaluatedModules.getModuleById(importer);
      if (next) visit(next);
    }
  };
  const node = runner.evaluatedModules.getModuleById(`${process.cwd()}/${file}`);
  if (node) visit(node);
  return [...found];
}

/** Loads what was computed at load again, with the mutant; what comes back puts it as it was. */
async function reload(mutant) {
  const files = [mutant.file, ...rulesWith(mutant.file)];
  for (const file of files) {
    const node = runner.evaluatedModules.getModuleById(`${process.cwd()}/${file}`);
    if (node) runner.evaluatedModules.invalidateModule(node);
  }
  const before = [];
  for (const file of files.filter((one) => rules.has(one))) {
    const rule = rules.get(file);
    before.push([rule, { ...rule }]);
    Object.assign(rule, (await runner.import(`/${file}`)).default);
  }
  return () => {
    for (const [rule, was] of before) Object.assign(rule, was);
  };
}

const inFile = new Map();
for (const mutant of mutants) inFile.set(mutant.file, [...(inFile.get(mutant.file) ?? []), mutant.id]);

function testsFor(mutant) {
  if (!mutant.atLoad) return known.filter((test) => reaches(test, mutant.id));
  const ids = rulesWith(mutant.file)
    .flatMap((file) => inFile.get(file) ?? [])
    .concat(inFile.get(mutant.file));
  return known.filter((test) => ids.some((id) => reaches(test, id)));
}

async function isKilled(mutant) {
  const candidates = testsFor(mutant);
  if (candidates.length === 0) return "not reached";
  active = mutant.id;
  let restore = () => undefined;
  try {
    if (mutant.atLoad) restore = await reload(mutant);
    for (const test of candidates) {
      limit = test.loops * 10 + 100_000;
      if (await attempt(test)) return undefined;
    }
    return "survives";
  } catch {
    return undefined; // does not even load
  } finally {
    active = -1;
    limit = Number.POSITIVE_INFINITY;
    restore();
  }
}

/** A generator of numbers below 1 (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const engineAtLoad = mutants.filter((mutant) => mutant.atLoad && !mutant.file.startsWith("rules/"));
let chosen = mutants.filter((mutant) => !engineAtLoad.includes(mutant) && mutant.what.includes(options.what));
if (options.draw) {
  const next = random(Number(options.seed));
  chosen = chosen
    .map((mutant) => [next(), mutant])
    .sort(([a], [b]) => a - b)
    .slice(0, Number(options.draw))
    .map(([, mutant]) => mutant)
    .sort((a, b) => a.id - b.id);
}
let killed = 0;
for (const [i, mutant] of chosen.entries()) {
  const verdict = await isKilled(mutant);
  if (!verdict) killed++;
  else {
    const short = (text) => text.replaceAll(/\s+/g, " ").slice(0, 110);
    console.log(`${mutant.file}:${mutant.line}: ${verdict}: ${mutant.what}: ${short(mutant.from)}`);
  }
  if (i % 500 === 499) log(`${i + 1}/${chosen.length}`);
}
log(`${killed} of ${chosen.length} killed; ${engineAtLoad.length} at load of the engine not tried`);
await server.close();
process.exit(0);
