// The workbench of VS Code, served to a headless browser.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
];

/** A folder to work in: the sample project, in a repository of its own. */
export function makeProject(repository, files = {}) {
  const folder = mkdtempSync(join(tmpdir(), "plimsoll-shop-"));
  cpSync(join(repository, "samples", "shop"), folder, { recursive: true });
  mkdirSync(join(folder, ".git"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/**
 * Starts the server with the extension installed. `smoke`: for tests inside the extension host; without it for tests of the user interface.
 * `settings` are added to those that keep the workbench quiet.
 */
export async function startWorkbench({ vscode, vsix, smoke = false, settings = {} }) {
  const run = mkdtempSync(join(tmpdir(), "plimsoll-workbench-"));
  const folders = [
    "--server-data-dir",
    join(run, "server"),
    "--user-data-dir",
    join(run, "data"),
    "--extensions-dir",
    join(run, "ext"),
  ];
  const main = join(vscode, "out", "server-main.js");
  mkdirSync(join(run, "data", "User"), { recursive: true });
  const quiet = JSON.parse(readFileSync(join(import.meta.dirname, "settings.json"), "utf8"));
  writeFileSync(join(run, "data", "User", "settings.json"), JSON.stringify({ ...quiet, ...settings }));
  if (vsix)
    execFileSync(process.execPath, [main, "--accept-server-license-terms", ...folders, "--install-extension", vsix], {
      stdio: ["ignore", "ignore", "inherit"],
    });
  const port = await freePort();
  const flags = ["--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--accept-server-license-terms"];
  const log = createWriteStream(join(run, "log"));
  const server = spawn(
    process.execPath,
    [main, ...flags, "--telemetry-level", "off", ...(smoke ? ["--enable-smoke-test-driver"] : []), ...folders],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  server.stdout.pipe(log);
  server.stderr.pipe(log);
  const url = `http://127.0.0.1:${port}`;
  await poll("the workbench's server", async () => (await fetch(`${url}/version`).catch(() => undefined))?.ok);
  return {
    url,
    run,
    extensions: join(run, "ext"),
    stop() {
      server.kill();
      rmSync(run, { recursive: true, force: true });
    },
  };
}

export function launchBrowser(playwright, executablePath) {
  return playwright.chromium.launch({ executablePath, headless: true, args: CHROMIUM_FLAGS });
}

/** The address of a folder in the workbench; `payload` is what the workbench is told beside it. */
export function addressOf(url, folder, payload = []) {
  const query = new URLSearchParams({ folder, payload: JSON.stringify([["skipWelcome", "true"], ...payload]) });
  return `${url}/?${query}`;
}

/** Waits until a check yields something true. Never sleeps longer than it takes. */
export async function poll(what, check, limit = 30_000) {
  for (const began = Date.now(); ; ) {
    const found = await check();
    if (found) return found;
    if (Date.now() - began > limit) throw new Error(`${what}: not within ${limit / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
