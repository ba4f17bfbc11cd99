// `npm run release:tree -- FOLDER`: the tree of a release tag. It holds the bundles, so that who installs from git (pre-commit, the GitHub Action) needs no
// build: npm prepares a git dependency without its development packages (npm/cli#8440), and a build there fails.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { sbomOf } from "./sbom.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [, , target] = process.argv;
if (!target) refuse("usage: npm run release:tree -- FOLDER");
const folder = resolve(process.env.INIT_CWD ?? ".", target);
if (existsSync(folder) && readdirSync(folder).some((name) => name !== ".git")) refuse(`${folder} is not empty.`);

const dist = join(folder, "dist");
const built = spawnSync(process.execPath, ["esbuild.mjs"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, PLIMSOLL_DIST: dist },
});
if (built.status !== 0) process.exit(built.status ?? 1);

const { devDependencies: _, scripts: __, ...manifest } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const published = manifest.files.filter((name) => !name.startsWith("dist/"));
for (const name of [
  ...published,
  "README.md",
  "action.yml",
  ".pre-commit-hooks.yaml",
  ".gitattributes",
  "SECURITY.md",
  "docs",
  "rules/docs",
  "rules/LIST.md",
]) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  cpSync(join(root, name), join(folder, name), { recursive: true });
}
writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
chmodSync(join(dist, "cli.js"), 0o755);

// The code cache fits one build of Node only, and the list of packages is beside a release, not in it.
const packages = JSON.parse(readFileSync(join(dist, "packages.json"), "utf8"));
for (const name of readdirSync(dist)) if (name.endsWith(".cache") || name === "packages.json") rmSync(join(dist, name));
writeFileSync(`${folder}.cdx.json`, `${JSON.stringify(sbomOf(manifest, packages), undefined, 2)}\n`);
console.log(`${folder}: the tree of v${manifest.version}\n${folder}.cdx.json: what is in its bundles`);

function refuse(message) {
  console.error(message);
  process.exit(2);
}
