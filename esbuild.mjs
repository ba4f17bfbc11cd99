import { chmodSync, existsSync } from "node:fs";
import { build } from "esbuild";

// The bundles that are published. Everything is inside them: the package has no run-time dependency.
const outdir = process.env.PLIMSOLL_DIST ?? "dist";
/** `node esbuild.mjs cli server` builds these two; without names, all. */
const wanted = process.argv.slice(2);

const node = { platform: "node", format: "cjs", target: "node20" };
const browser = { platform: "browser", format: "cjs", target: "es2022", mainFields: ["browser", "module", "main"] };
const bundles = [
  { name: "cli", entry: "server/cli/node.ts", ...node, banner: { js: "#!/usr/bin/env node" } },
  { name: "action", entry: "server/cli/action.ts", ...node },
  { name: "server", entry: "server/lsp/node.ts", ...node },
  { name: "client", entry: "client/node.ts", ...node, external: ["vscode"] },
  { name: "server.web", entry: "server/lsp/browser.ts", ...browser, format: "iife" },
  { name: "client.web", entry: "client/browser.ts", ...browser, external: ["vscode"] },
];

await Promise.all(
  bundles
    .filter(({ name, entry }) => existsSync(entry) && (wanted.length === 0 || wanted.includes(name)))
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
if (existsSync(`${outdir}/cli.js`)) chmodSync(`${outdir}/cli.js`, 0o755);
