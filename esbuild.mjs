import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { noticesOf } from "./tools/release/notices.mjs";
import { bundledPackages } from "./tools/release/packages.mjs";

// The bundles that are published. Everything is inside them: the package has no run-time dependency.
const outdir = process.env.PLIMSOLL_DIST ?? "dist";
/** The address of the documentation site, which findings link to; without one they link to what their rule names as its source. */
const site = process.env.PLIMSOLL_SITE ?? "";
/** `node esbuild.mjs cli server` builds these two; without names, all. */
const wanted = process.argv.slice(2);

// What `start.ts` runs cannot use `import()`: it becomes `require`.
const node = { platform: "node", format: "cjs", target: "node20", supported: { "dynamic-import": false } };
const browser = { platform: "browser", format: "cjs", target: "es2022", mainFields: ["browser", "module", "main"] };
/** What several programs of Node need is a bundle of its own. In the browser a worker has one file. */
const SHARED = {
  chokidar: /^chokidar$/,
  rules: /\/rules\/index\.ts$/,
  definitions: /\/definitions\.table\.ts$/,
  helm: /\/helm\/helm\.ts$/,
  mcp: /\/mcp\/serve\.ts$/,
  yaml: /^yaml$/,
  minimatch: /^minimatch$/,
  re2js: /^re2js$/,
  protocol: /^vscode-(jsonrpc|languageserver-(protocol|types))(\/|$)/,
};
/** Leaves these bundles to be loaded when they are needed. */
const sharing = (...names) => ({
  plugins: [
    {
      name: "shared",
      setup({ onResolve }) {
        for (const name of names) onResolve({ filter: SHARED[name] }, () => ({ path: `./${name}.js`, external: true }));
      },
    },
  ],
});
const shared = sharing(...Object.keys(SHARED));
const bundles = [
  { name: "rules", entry: "rules/index.ts", ...node, ...sharing("definitions", "re2js") },
  { name: "definitions", entry: "server/kube/schema/definitions.table.ts", ...node },
  { name: "helm", entry: "server/helm/helm.ts", ...node, ...sharing("yaml", "re2js") },
  { name: "chokidar", entry: "node_modules/chokidar/index.js", ...node },
  { name: "mcp", entry: "server/cli/mcp/serve.ts", ...node },
  { name: "yaml", entry: "node_modules/yaml/dist/index.js", ...node },
  { name: "minimatch", entry: "node_modules/minimatch/dist/esm/index.js", ...node },
  { name: "re2js", entry: "node_modules/re2js/build/index.cjs", ...node },
  { name: "protocol", entry: "node_modules/vscode-languageserver-protocol/lib/node/main.js", ...node },
  { name: "cli", entry: "server/cli/start.ts", ...node, banner: { js: "#!/usr/bin/env node" } },
  { name: "cli.main", entry: "server/cli/node.ts", ...node, ...shared },
  { name: "action", entry: "server/cli/action.ts", ...node, ...shared },
  { name: "server", entry: "server/lsp/node.ts", ...node, ...shared },
  { name: "client", entry: "client/node.ts", ...node, ...shared, external: ["vscode"] },
  { name: "server.web", entry: "server/lsp/browser.ts", ...browser, format: "iife" },
  { name: "client.web", entry: "client/browser.ts", ...browser, external: ["vscode"] },
];

const isWanted = (name) =>
  wanted.length === 0 ||
  wanted.includes(name) ||
  (name === "cli.main" && wanted.includes("cli")) ||
  (name in SHARED && bundles.some((one) => one.plugins && !(one.name in SHARED) && isWanted(one.name)));

const results = await Promise.all(
  bundles
    .filter(({ name, entry }) => existsSync(entry) && isWanted(name))
    .map(({ name, entry, ...options }) =>
      build({
        entryPoints: [entry],
        outfile: `${outdir}/${name}.js`,
        bundle: true,
        minify: true,
        // The licences are in one file for all bundles, below.
        legalComments: "none",
        metafile: true,
        define: { PLIMSOLL_SITE: JSON.stringify(site) },
        logLevel: "warning",
        ...options,
      }),
    ),
);
if (wanted.length === 0) {
  const packages = bundledPackages(results.map(({ metafile }) => metafile));
  writeFileSync(`${outdir}/packages.json`, JSON.stringify(packages.map(({ notice: _, ...one }) => one)));
  writeFileSync(`${outdir}/NOTICES.txt`, noticesOf(packages));
}
// Of the samples what pages show, in one file, without what only the tests look for. The pages of the rules are made of them when they are
// asked for: they would be twice as large.
const part = await build({ entryPoints: ["server/report/page/sample.ts"], bundle: true, format: "esm", write: false });
const { shownPart } = await import(`data:text/javascript;base64,${Buffer.from(part.outputFiles[0].contents).toString("base64")}`);
const samples = readdirSync("samples/rules", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".yaml") && !path.endsWith(".fixed.yaml"))
  .sort()
  .map((path) => [
    basename(path, ".yaml"),
    shownPart(readFileSync(`samples/rules/${path}`, "utf8")).replaceAll(/[ \t]*# expect: .*/g, ""),
  ]);
writeFileSync(`${outdir}/rule-samples.json`, JSON.stringify(Object.fromEntries(samples)));
// What the API's documentation says of its fields, for `explain` and hover: read when it is first asked for.
const descriptions = readFileSync("server/kube/schema/descriptions.table.txt");
writeFileSync(`${outdir}/descriptions.br`, brotliCompressSync(descriptions));
if (isWanted("cli")) {
  chmodSync(`${outdir}/cli.js`, 0o755);
  // V8's code cache, for the Node that builds; any other compiles as usual. What a first run over everything needs is in it.
  for (const name of readdirSync(outdir)) if (name.endsWith(".js.cache")) rmSync(`${outdir}/${name}`);
  const args = ["lint", "samples", "--no-config", "--preset", "all", "--exit-zero", "--format", "compact"];
  spawnSync(process.execPath, ["-r", "./server/cli/write-cache.cjs", `${outdir}/cli.js`, ...args], { stdio: "ignore" });
}
