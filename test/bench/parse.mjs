// Parse throughput of the own parser against the `yaml` package: node test/bench/parse.mjs [FOLDER…] (default: the corpus, if there is one).
// CPU time, both in turns. "cold" is the first pass of a fresh process, "warm" the best of several passes. Trust the ratios, not the MB/s.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const corpus = join(here, "../../../shared/corpus");
const ROUNDS = 7;

if (process.argv[2] === "--pass") await pass(process.argv[3], process.argv[4], Number(process.argv[5]), process.argv[6]);
else await compare(process.argv.slice(2));

/** Parses every document of a folder in this process; prints the CPU milliseconds of the first and of the fastest pass. */
async function pass(bundle, parser, rounds, folder) {
  const { parseFast, parseAllDocuments, cut } = await import(pathToFileURL(bundle).href);
  const parse = parser === "own" ? parseFast : (text, start, end) => parseAllDocuments(text.slice(start, end));
  const texts = read(folder);
  const times = [];
  let declined = 0;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    for (const text of texts) for (const { start, end } of cut(text)) if (!parse(text, start, end)) declined++;
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  process.stdout.write(
    JSON.stringify({ cold: times[0], warm: Math.min(...times), bytes, files: texts.length, declined: declined / rounds }),
  );
}

async function compare(folders) {
  const output = mkdtempSync(join(tmpdir(), "bench-"));
  const bundle = join(output, "parsers.mjs");
  await build({
    stdin: {
      contents: `export { parseFast } from "./parse.ts"; export { parseAllDocuments } from "yaml"; export { cut } from "./slice.ts";`,
      resolveDir: join(here, "../../server/yaml/parser"),
    },
    bundle: true,
    format: "esm",
    platform: "node",
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    outfile: bundle,
  });
  const targets = folders.length > 0 ? folders : ["plain", "large", "kustomize"].map((name) => join(corpus, name));
  for (const folder of targets) {
    const best = { own: { cold: Infinity, warm: Infinity }, yaml: { cold: Infinity, warm: Infinity } };
    let facts;
    for (let turn = 0; turn < 3; turn++)
      for (const parser of ["own", "yaml"]) {
        const rounds = parser === "own" ? 5 * ROUNDS : 3;
        const out = execFileSync(process.execPath, [
          fileURLToPath(import.meta.url),
          "--pass",
          bundle,
          parser,
          String(rounds),
          folder,
        ]);
        const result = JSON.parse(String(out));
        if (parser === "own") facts = result;
        best[parser] = { cold: Math.min(best[parser].cold, result.cold), warm: Math.min(best[parser].warm, result.warm) };
      }
    const rate = (ms) => (facts.bytes / 1000 / ms).toFixed(1);
    process.stdout.write(
      `${folder}: ${facts.files} files, ${(facts.bytes / 1e6).toFixed(2)} MB, ${facts.declined} documents declined\n`,
    );
    for (const when of ["cold", "warm"])
      process.stdout.write(
        `  ${when}: own ${rate(best.own[when])} MB/s, yaml ${rate(best.yaml[when])} MB/s, ratio ×${(best.yaml[when] / best.own[when]).toFixed(1)}\n`,
      );
  }
  rmSync(output, { recursive: true });
}

function read(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}
