// Builds the site into `dist`: node tools/site/build.mjs (npm run site). PLIMSOLL_SITE is the address that it will have, for its base path.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;
const repository = join(here, "..", "..");
process.chdir(repository);

if (!existsSync(join(here, "node_modules", "vitepress"))) {
  console.log("installing what the site needs in tools/site");
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: here,
    stdio: ["ignore", "ignore", "inherit"],
  });
}
const generated = join(here, "generated");
const pages = join(here, "pages");
for (const folder of [generated, pages]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

execFileSync(process.execPath, [join("node_modules", "typescript", "bin", "tsc"), "--project", here], { stdio: "inherit" });

// The engine of the playground: the language server, with files in memory.
await build({
  entryPoints: [join(here, "playground", "worker.ts")],
  outfile: join(generated, "engine.txt.js"),
  bundle: true,
  minify: true,
  legalComments: "none",
  platform: "browser",
  format: "iife",
  target: "es2022",
  mainFields: ["browser", "module", "main"],
  logLevel: "warning",
});

// The pages: what is in docs/ and rules/docs, with what only a site has.
const staged = await build({
  entryPoints: [join(here, "stage.ts")],
  bundle: true,
  write: false,
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
const script = join(generated, "stage.mjs");
writeFileSync(script, staged.outputFiles[0].contents);
const { stage } = await import(script);
await stage({ repository, pages, generated });

execFileSync(process.execPath, [join(here, "node_modules", "vitepress", "bin", "vitepress.js"), "build", here], {
  cwd: here,
  stdio: "inherit",
});
