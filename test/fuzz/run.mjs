// `npm run fuzz -- [--minutes N] [--seed S] [--only TARGET] [--keep]`: tries the parser, the rules and what follows them with mutated manifests. Every
// round has a seed, which is printed with what it finds; `--keep` adds that, made small, to test/data/found.json.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "plimsoll-fuzz-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const outfile = join(folder, "fuzz.mjs");
await build({
  entryPoints: ["test/fuzz/main.ts"],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(process.cwd() + "/package.json");' },
  plugins: [
    {
      // The tests' helpers also know how to be tests. Here they are none.
      name: "no tests",
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^vitest$/ }, () => ({ path: "vitest", namespace: "none" }));
        onLoad({ filter: /.*/, namespace: "none" }, () => ({
          contents: "export const describe = { skipIf: () => () => {} }, expect = () => {}, it = () => {};",
        }));
        // Paths are those of the sources, not of the bundle.
        onLoad({ filter: /test\/(support|oracle)\/.*\.ts$/ }, async ({ path }) => {
          const { readFileSync } = await import("node:fs");
          const contents = readFileSync(path, "utf8").replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
          return { contents, loader: "ts" };
        });
      },
    },
  ],
});
await import(pathToFileURL(outfile).href);
