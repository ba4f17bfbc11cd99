import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { chartsTarget } from "./chart.target.ts";
import { decodeTarget } from "./decode.target.ts";
import { configurationTarget, kustomizeTarget } from "./files.target.ts";
import { editsTarget, rulesTarget, sessionsTarget } from "./lint.target.ts";
import { mutant, seeds } from "./mutate.ts";
import { Random } from "./random.ts";
import { shrink } from "./shrink.ts";
import type { Target } from "./target.ts";

/** Where found inputs are kept: `test/yaml/parser.kubectl.test.ts` tries them again for ever. */
const KEPT = "test/data/found.json";
const TARGETS: readonly Target[] = [
  decodeTarget,
  rulesTarget,
  editsTarget,
  sessionsTarget,
  chartsTarget,
  kustomizeTarget,
  configurationTarget,
];

interface Options {
  readonly minutes: number;
  readonly seed: number;
  readonly only: string | undefined;
  readonly keep: boolean;
}

const options = optionsOf(process.argv.slice(2));
const targets = TARGETS.filter(({ name, missing }) => {
  if (options.only !== undefined && name !== options.only) return false;
  if (missing) console.log(`${name}: skipped, needs ${missing}`);
  return !missing;
});
const end = Date.now() + options.minutes * 60_000;
const texts = seeds();
const found = new Map<string, { readonly target: string; readonly text: string }>();
console.log(`seed ${options.seed}, ${options.minutes} minutes, ${texts.length} documents to start from`);
const counts = new Map<string, number>();
/** Milliseconds by target: each is to have the same share. */
const spent = new Map(targets.map((target) => [target, 0]));
/** Batches by target: the texts of a batch depend on its number alone, so that how fast a machine is decides only how many there are. */
const batches = new Map(targets.map((target) => [target, 0]));
while (Date.now() < end && targets.length > 0) {
  const [target] = [...spent].reduce((least, one) => (one[1] < least[1] ? one : least));
  const began = Date.now();
  const batch = batches.get(target) ?? 0;
  batches.set(target, batch + 1);
  const seed = options.seed + batch;
  const random = new Random(seed);
  const inputs = Array.from({ length: target.batch }, () => mutant(random, target.seeds ?? texts));
  const problems = await target.check(inputs);
  counts.set(target.name, (counts.get(target.name) ?? 0) + inputs.length);
  for (const [i, problem] of problems.entries())
    if (problem !== undefined) await report(target, inputs[i] as string, problem, seed);
  spent.set(target, (spent.get(target) ?? 0) + Date.now() - began);
}
for (const [name, count] of counts) console.log(`${name}: ${count} inputs`);
console.log(found.size === 0 ? "nothing found" : `${found.size} found`);
if (options.keep && found.size > 0) {
  keep();
  console.log(`kept in ${KEPT}: npm run oracles -- record`);
}
process.exitCode = found.size > 0 ? 1 : 0;

async function report(target: Target, text: string, problem: string, seed: number): Promise<void> {
  const key = `${target.name} ${problem.slice(0, 110)}`;
  if (found.has(key) || found.size > 60) return;
  const small = await shrink(target, text, problem);
  const [shown = problem] = await target.check([small]);
  found.set(key, { target: target.name, text: small });
  console.log(`\n${target.name} (--seed ${seed}): ${shown}\n${shownText(small)}`);
}

/** As JSON of ASCII alone: what breaks a line or is not seen is often what matters. */
function shownText(text: string): string {
  return JSON.stringify(text).replaceAll(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function keep(): void {
  mkdirSync("test/data", { recursive: true });
  const before: unknown[] = existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, "utf8")) : [];
  const rows = new Map(
    [...before, ...found.values()].map((row) => [createHash("sha256").update(JSON.stringify(row)).digest("hex"), row]),
  );
  writeFileSync(KEPT, `[\n${[...rows.values()].map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]\n`);
}

function optionsOf(args: readonly string[]): Options {
  const value = (name: string) => args[args.indexOf(name) + 1];
  const has = (name: string) => args.includes(name);
  return {
    minutes: has("--minutes") ? Number(value("--minutes")) : 2,
    seed: has("--seed") ? Number(value("--seed")) : Date.now() % 2 ** 31,
    only: has("--only") ? value("--only") : undefined,
    keep: has("--keep"),
  };
}
