// Kate with the settings of docs/editors/kate.md. It has no way to be asked what it shows, so what it says to the server is read, and what it is told.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { poll } from "./workbench.mjs";

/**
 * Opens a manifest in a Kate without a screen, with a configuration of its own below `scratch`. Returns what is wrong: nothing if the server was started in
 * the folder of the file and its findings have reached the editor.
 */
export async function testKate({ kate, settings, cli, manifest, scratch }) {
  const home = mkdtempSync(join(scratch, "kate-"));
  const project = join(home, "project");
  const bin = join(home, "bin");
  const client = join(home, "config", "kate", "lspclient");
  for (const folder of [join(project, ".git"), bin, client]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(project, "page.yaml"), manifest);
  // Kate asks before it starts a server for the first time: the answer is kept there.
  const allowed = `[lspclient]\nAllowedServerCommandLines=${join(bin, "plimsoll")} lsp --stdio\n`;
  writeFileSync(join(home, "config", "katerc"), `[Kate Plugins]\nlspclientplugin=true\n\n${allowed}`);
  writeFileSync(join(client, "settings.json"), settings);
  const [asked, told] = [join(home, "asked"), join(home, "told")];
  for (const file of [asked, told]) writeFileSync(file, "");
  writeFileSync(join(bin, "plimsoll"), `#!/bin/sh\ntee -a '${asked}' | node '${cli}' "$@" | tee -a '${told}'\n`, { mode: 0o755 });
  const own = { HOME: home, XDG_CONFIG_HOME: join(home, "config"), XDG_RUNTIME_DIR: home, QT_QPA_PLATFORM: "offscreen" };
  const env = { ...process.env, ...own, PATH: `${bin}:${process.env.PATH}` };
  const editor = spawn(kate, ["-n", "page.yaml"], { cwd: project, env, stdio: "ignore" });
  try {
    await poll("findings in Kate", () => readFileSync(told, "utf8").includes('"host-pid"'), 60_000);
    const initialize = readFileSync(asked, "utf8").replace(/\s+/g, "");
    return initialize.includes(`"rootUri":"file://${project}"`) ? [] : ["the server was not started in the folder with .git"];
  } catch (error) {
    return [String(error)];
  } finally {
    const gone = new Promise((resolve) => editor.on("exit", resolve));
    editor.kill();
    await gone;
  }
}
