// `npm run rule <family>/<id>`: checks one rule against its sample and writes what is derived from it, in seconds.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const [, , target = ""] = process.argv;
if (!existsSync(`rules/${target}.ts`)) {
  console.error(`There is no rule rules/${target}.ts.     usage: npm run rule <family>/<id>`);
  process.exit(2);
}
const id = target.slice(target.lastIndexOf("/") + 1);
const vitest = (files, ...more) =>
  spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--hideSkippedTests", ...files, ...more],
    {
      stdio: "inherit",
    },
  );

// The index first: the other tests find the rule through it.
const index = vitest(["test/house/generated.test.ts"], "--update", "-t", "index.ts");
const tests = [
  "test/rule/samples.test.ts",
  "test/rule/options.test.ts",
  "test/rule/unknown.test.ts",
  "test/rule/neighbours.test.ts",
];
const own = index.status === 0 ? vitest(tests, "--update", "-t", `\\b${id}\\b`) : index;
const derived = own.status === 0 ? vitest(["test/house/generated.test.ts"], "--update") : own;
process.exit(derived.status ?? 1);
