import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isMainThread } from "node:worker_threads";
import { messageOf } from "../disk/refusal.ts";
import { escapeData } from "../report/format/github.ts";
import { main } from "./main.ts";

// The entry of the GitHub Action (`action.yml`): the inputs become a command line, the report annotations, a job summary and outputs.

if (isMainThread)
  run(process.env).then(
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      process.stdout.write(`::error title=plimsoll::${escapeData(messageOf(error))}\n`);
      process.exitCode = 2;
    },
  );
else import("./run/worker.ts").then((worker) => worker.serve());

async function run(env: NodeJS.ProcessEnv): Promise<number> {
  // The runner keeps the hyphens of an input's name.
  const input = (name: string) => env[`INPUT_${name.toUpperCase()}`]?.trim() ?? "";
  const cwd = resolve(input("working-directory") || ".");
  process.chdir(cwd);
  const reports = mkdtempSync(join(tmpdir(), "plimsoll-"));
  try {
    const sarif = input("sarif-file");
    const argv = [
      "lint",
      ...["config", "preset", "fail-on", "baseline"].flatMap((name) => (input(name) ? [`--${name}=${input(name)}`] : [])),
      `--format=${input("annotations") === "false" ? "text" : "github"}`,
      `--format=json=${join(reports, "report.json")}`,
      `--format=markdown=${join(reports, "summary.md")}`,
      ...(sarif ? [`--format=sarif=${sarif}`] : []),
      ...lines(input("args")),
      "--",
      ...(lines(input("paths")).length > 0 ? lines(input("paths")) : ["."]),
    ];
    const code = await main(argv, { cwd, env, stdout: process.stdout, stderr: process.stderr });
    publish(env, reports, { "exit-code": code, "sarif-file": sarif && resolve(sarif) });
    return code;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

/** Hands the counts and the summary to the runner. A run that was refused has no reports. */
function publish(env: NodeJS.ProcessEnv, reports: string, outputs: Readonly<Record<string, string | number>>): void {
  const read = (name: string): string | undefined => {
    try {
      return readFileSync(join(reports, name), "utf8");
    } catch {
      return undefined;
    }
  };
  const report = read("report.json");
  const { error = 0, warning = 0, info = 0 } = report ? JSON.parse(report).summary : {};
  const all = { ...outputs, findings: error + warning + info, errors: error };
  const append = (file: string | undefined, text: string) => file && appendFileSync(file, text);
  append(
    env.GITHUB_OUTPUT,
    Object.entries(all)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(""),
  );
  append(env.GITHUB_STEP_SUMMARY, read("summary.md") ?? "");
}

function lines(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
