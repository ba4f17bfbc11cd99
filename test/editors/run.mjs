// Tests in real editors: node test/editors/run.mjs [vscode] [host] [web] [neovim] [emacs] [vim] [kate] ["words of a journey"]; all without a name. Screenshots are left in
// artifacts/; with "vscode pictures", those of the extension's page are written into client/pictures. What is needed is installed once, outside the repository; an editor that cannot be had is skipped, and that is said.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installedExtension, runInBrowser, runInNode } from "./extension-host.mjs";
import { installDriver, installPackage, installWorkbench, newNeovim, program } from "./install.mjs";
import { JOURNEYS, RESTRICTED, runJourneys } from "./journeys.mjs";
import { testKate } from "./kate.mjs";
import { launchBrowser, makeProject, startWorkbench } from "./workbench.mjs";

const repository = join(import.meta.dirname, "..", "..");
const artifacts = join(import.meta.dirname, "artifacts");
const scratch = mkdtempSync(join(tmpdir(), "plimsoll-editor-tests-"));
const chosen = process.argv.slice(2);
const EDITORS = ["vscode", "host", "web", "neovim", "emacs", "vim", "kate", "pictures"];
const wants = (name) => chosen.length === 0 || chosen.includes(name);
const words = chosen.filter((one) => !EDITORS.includes(one));
const chosenOf = (journeys) =>
  Object.fromEntries(Object.entries(journeys).filter(([name]) => words.every((word) => name.includes(word))));
let failed = 0;

/** What the snippets of the pages are tried on. */
const PAGE = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec: {hostPID: true, containers: [{name: a, image: "a:1"}]}
`;

mkdirSync(artifacts, { recursive: true });
const stage = stagePackage();

if (wants("neovim")) testNeovim();
if (wants("emacs")) testEmacs();
if (wants("vim")) testVim();
if (wants("kate")) await testKateEditor();
if (wants("vscode") || wants("host") || wants("web")) await testVisualStudioCode();
rmSync(scratch, { recursive: true, force: true });
console.log(failed === 0 ? "all passed" : `${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Builds the package in a folder of its own, so that nothing else that is built meanwhile gets in. */
function stagePackage() {
  const folder = join(scratch, "package");
  mkdirSync(folder);
  const env = { ...process.env, PLIMSOLL_DIST: join(folder, "dist") };
  execFileSync(process.execPath, ["esbuild.mjs"], { cwd: repository, stdio: "inherit", env });
  const { files } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  for (const name of ["package.json", ...files.filter((pattern) => !pattern.startsWith("dist/"))])
    if (existsSync(join(repository, name))) cpSync(join(repository, name), join(folder, name), { recursive: true });
  return folder;
}

/** What `npm run package` says to vsce. */
function packageFlags() {
  const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  return scripts.package.split("vsce package ")[1].split(" ");
}

function testNeovim() {
  console.log("Neovim");
  const nvim = program("nvim", "neovim");
  if (!nvim) return skip("Neovim is not installed");
  const script = join(import.meta.dirname, "neovim.lua");
  const env = { XDG_CACHE_HOME: join(scratch, "cache"), XDG_STATE_HOME: join(scratch, "state") };
  const args = (file) => ["--headless", "-u", "NONE", "-i", "NONE", "-n", "-S", file];
  testTerminalEditor(nvim, args(script), env);
  const [ofNew, ofOld, onSave] = snippetsOf("neovim.md", "lua");
  const page = join(import.meta.dirname, "neovim-page.lua");
  const newer = newNeovim();
  if (!newer) skip("no Neovim 0.11 can be had: its snippet is not run");
  for (const [program, snippet] of [[nvim, ofOld], ...(newer ? [[newer, ofNew]] : [])])
    testPage(program, args(page), snippet + onSave, env);
}

function testEmacs() {
  console.log("Emacs");
  const emacs = program("emacs", "emacs-nox elpa-eglot");
  if (!emacs) return skip("Emacs is not installed");
  // Not -Q: Debian's packages are loaded from the site files.
  testTerminalEditor(emacs, ["--batch", "-l", join(import.meta.dirname, "eglot.el")], {});
  const [lspMode, eglot] = snippetsOf("emacs.md", "elisp");
  const args = ["--batch", "-l", join(import.meta.dirname, "emacs-page.el")];
  testPage(emacs, args, eglot, { CLIENT: "eglot" });
  const has = spawnSync(emacs, ["--batch", "--eval", "(require 'lsp-mode)"]).status === 0;
  if (has || installPackage("elpa-lsp-mode")) testPage(emacs, args, lspMode, { CLIENT: "lsp-mode" });
  else skip("lsp-mode is not installed");
}

function testVim() {
  console.log("Vim");
  const vim = program("vim", "vim");
  if (!vim) return skip("Vim is not installed");
  // What coc.nvim runs is in no registry of packages, so its snippet is only read as JSON.
  for (const snippet of snippetsOf("vim.md", "json")) JSON.parse(snippet);
  const [ale, make] = snippetsOf("vim.md", "vim");
  const has = spawnSync("sh", ["-c", "ls /usr/share/vim/vimfiles/pack/*/opt/ale"]).status === 0;
  if (!has && !installPackage("vim-ale")) return skip("ALE is not installed");
  const script = join(import.meta.dirname, "vim-page.vim");
  const out = join(scratch, "vim-says");
  writeFileSync(out, "");
  const args = ["-N", "-u", "NONE", "-i", "NONE", "-n", "--not-a-term", "-S", script];
  testPage(vim, args, ale + make, { OUT: out, TERM: "dumb" }, { silent: true });
  process.stdout.write(readFileSync(out, "utf8"));
}

async function testKateEditor() {
  console.log("Kate");
  const kate = program("kate");
  if (!kate) return skip("Kate is not installed");
  const [settings] = snippetsOf("kate.md", "json");
  const wrong = await testKate({ kate, settings, cli: join(stage, "dist", "cli.js"), manifest: PAGE, scratch });
  for (const message of wrong) console.log(`  FAIL  ${message}`);
  if (wrong.length > 0) failed++;
  else console.log("  ok    findings with the settings of the page");
}

/** The snippets of a page of docs/editors in a language. */
function snippetsOf(page, language) {
  const text = readFileSync(join(repository, "docs", "editors", page), "utf8");
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, snippet]) => snippet);
}

/** Runs an editor with a snippet of its page as it stands there: `plimsoll` is in the path. `silent`: what it writes is its screen. */
function testPage(editor, args, snippet, env, { silent = false } = {}) {
  const folder = mkdtempSync(join(scratch, "page-"));
  mkdirSync(join(folder, ".git"));
  writeFileSync(join(folder, "page.yaml"), PAGE);
  writeFileSync(join(folder, "snippet"), snippet);
  const bin = join(scratch, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "plimsoll"), `#!/bin/sh\nexec node '${join(stage, "dist", "cli.js")}' "$@"\n`, { mode: 0o755 });
  const path = `${bin}:${process.env.PATH}`;
  const result = spawnSync(editor, args, {
    cwd: folder,
    encoding: "utf8",
    timeout: 120_000,
    env: { ...process.env, ...env, PATH: path, PAGE: join(folder, "snippet") },
  });
  if (!silent) process.stdout.write(result.stdout);
  if (result.status === 0) return;
  failed++;
  console.log(`  FAIL  ${editor} with the snippet of its page ended with ${result.status ?? result.signal}`);
  process.stdout.write(result.stderr);
}

/** Runs an editor with its script in a project, and looks at the file that it leaves. */
function testTerminalEditor(editor, args, env) {
  const folder = makeProject(repository);
  const result = spawnSync(editor, args, {
    cwd: folder,
    encoding: "utf8",
    timeout: 120_000,
    env: { ...process.env, ...env, PLIMSOLL: join(stage, "dist", "cli.js") },
  });
  process.stdout.write(result.stdout);
  const fixed = readFileSync(join(folder, "web.yaml"), "utf8");
  const expected = readFileSync(join(repository, "samples", "shop", "web.yaml"), "utf8");
  if (result.status === 0 && fixed === expected.replace("privileged: true", "privileged: false")) return;
  failed++;
  console.log(
    `  FAIL  ${editor} ended with ${result.status ?? result.signal}${result.status === 0 ? "; the file is not as expected" : ""}`,
  );
  process.stdout.write(result.stderr);
}

async function testVisualStudioCode() {
  const chromium = program("chromium");
  if (!chromium) return skip("Chromium is not installed");
  const playwright = installDriver();
  const vscode = installWorkbench();
  const vsix = join(scratch, "plimsoll.vsix");
  const flags = packageFlags();
  execFileSync(
    join(repository, "node_modules", ".bin", "vsce"),
    ["package", ...flags, "--allow-unused-files-pattern", "--out", vsix],
    {
      cwd: stage,
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const browser = await launchBrowser(playwright, chromium);
  const within = async (title, options, test) => {
    console.log(title);
    const workbench = await startWorkbench({ vscode, ...options });
    try {
      failed += await test({ workbench, browser, repository, artifacts });
    } finally {
      workbench.stop();
    }
  };
  const extension = join(scratch, "extension");
  if (wants("host") || wants("web"))
    await within("VS Code, extension host", { vsix, smoke: true }, (context) => {
      cpSync(installedExtension(context.workbench), extension, { recursive: true });
      return wants("host") ? runInNode(context) : 0;
    });
  if (wants("web") && existsSync(extension))
    await within("VS Code, web extension", { smoke: true }, (context) => runInBrowser({ ...context, extension }));
  if (wants("vscode")) {
    await within("VS Code, user interface", { vsix }, (context) => runJourneys({ ...context, journeys: chosenOf(JOURNEYS) }));
    if (failed === 0 && chosen.includes("pictures"))
      cpSync(join(artifacts, "pictures"), join(repository, "client", "pictures"), { recursive: true });
    const settings = { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" };
    await within("VS Code, Restricted Mode", { vsix, settings }, (context) =>
      runJourneys({ ...context, journeys: chosenOf(RESTRICTED) }),
    );
  }
  await browser.close();
}

function skip(reason) {
  console.log(`  skipped: ${reason}`);
}
