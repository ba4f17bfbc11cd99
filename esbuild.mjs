import { chmodSync, existsSync } from "node:fs";
import { build } from "esbuild";

// The bundles that are published. Everything is inside them: the package has no run-time dependency.
const outdir = process.env.PLIMSOLL_DIST ?? "dist";

const node = { platform: "node", format: "cjs", target: "node20" };
const browser = { platform: "browser", format: "cjs", target: "es2022", mainFields: ["browser", "module", "main"] };
const bundles = [
  { name: "cli", entry: "server/cli/node.ts", ...node, banner: { js: "#!/usr/bin/env node" } },
  { name: "server", entry: "server/lsp/node.ts", ...node },
  { name: "client", entry: "client/node.ts", ...node, external: ["vscode"] },
  { name: "server.web", entry: "server/lsp/browser.ts", ...browser, format: "iife" },
  { name: "client.web", entry: "client/browser.ts", ...browser, external: ["vscode"] },
];

await Promise.all(
  bundles
    .filter(({ entry }) => existsSync(entry))
    .map(({ name, entry, ...options }) =>
      build({
        entryPoints: [entry],
        outfile: `${outdir}/${name}.js`,
        bundle: true,
        minify: true,
        keepNames: false,
        legalComments: "none",
        logLevel: "warning",
        ...options,
      }),
    ),
);
chmodSync(`${outdir}/cli.js`, 0o755);
