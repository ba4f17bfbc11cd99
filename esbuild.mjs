import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

// The bundles that are published. Everything is inside them: the package has no run-time dependency.
const outdir = process.env.PLIMSOLL_DIST ?? "dist";
/** `node esbuild.mjs cli server` builds these two; without names, all. */
const wanted = process.argv.slice(2);

const node = { platform: "node", format: "cjs", target: "node20" };
const browser = { platform: "browser", format: "cjs", target: "es2022", mainFields: ["browser", "module", "main"] };
/** The rules are a bundle of their own, which these three share. In the browser a worker has one file. */
const shared = {
  plugins: [
    {
      name: "shared-rules",
      setup: ({ onResolve }) => onResolve({ filter: /\/rules\/index\.ts$/ }, () => ({ path: "./rules.js", external: true })),
    },
  ],
};
const bundles = [
  { name: "rules", entry: "rules/index.ts", ...node },
  { name: "cli", entry: "server/cli/start.ts", ...node, banner: { js: "#!/usr/bin/env node" } },
  { name: "cli.main", entry: "server/cli/node.ts", ...node, ...shared },
  { name: "action", entry: "server/cli/action.ts", ...node, ...shared },
  { name: "server", entry: "server/lsp/node.ts", ...node, ...shared },
  { name: "client", entry: "client/node.ts", ...node, external: ["vscode"] },
  { name: "server.web", entry: "server/lsp/browser.ts", ...browser, format: "iife" },
  { name: "client.web", entry: "client/browser.ts", ...browser, external: ["vscode"] },
];

const isWanted = (name) =>
  wanted.length === 0 ||
  wanted.includes(name) ||
  (name === "cli.main" && wanted.includes("cli")) ||
  (name === "rules" && bundles.some((one) => one.plugins && isWanted(one.name)));

await Promise.all(
  bundles
    .filter(({ name, entry }) => existsSync(entry) && isWanted(name))
    .map(({ name, entry, ...options }) =>
      build({
        entryPoints: [entry],
        outfile: `${outdir}/${name}.js`,
        bundle: true,
        minify: true,
        legalComments: "none",
        logLevel: "warning",
        ...options,
      }),
    ),
);
// The pages of the rules in one file: hundreds of small ones would make the packages half as large again.
const pages = readdirSync("rules/docs").sort();
const texts = pages.map((file) => [file.replace(/\.md$/, ""), readFileSync(`rules/docs/${file}`, "utf8")]);
writeFileSync(`${outdir}/rule-pages.json`, JSON.stringify(Object.fromEntries(texts)));
if (isWanted("cli")) {
  chmodSync(`${outdir}/cli.js`, 0o755);
  // V8's code cache, for the Node that builds; any other compiles as usual. What a first run over everything needs is in it.
  for (const name of ["cli.main", "rules"]) rmSync(`${outdir}/${name}.js.cache`, { force: true });
  const args = ["lint", "samples", "--no-config", "--preset", "all", "--exit-zero", "--format", "compact"];
  spawnSync(process.execPath, ["-r", "./server/cli/write-cache.cjs", `${outdir}/cli.js`, ...args], { stdio: "ignore" });
}
