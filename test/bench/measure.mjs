import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const hook = fileURLToPath(new URL("cpu.cjs", import.meta.url));

/** Runs Node with these arguments; answers CPU milliseconds of all its threads and peak memory in MB. */
export function runNode(args, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const file = join(folder, "cpu");
  writeFileSync(file, "");
  const { status, stderr } = spawnSync(process.execPath, ["-r", hook, ...args], {
    env: { ...process.env, ...options.env, BENCH_CPU: file },
    cwd: options.cwd,
    stdio: ["ignore", "ignore", "pipe"],
    maxBuffer: 1 << 26,
  });
  const lines = readFileSync(file, "utf8").trim().split("\n").filter(Boolean);
  rmSync(folder, { recursive: true });
  if (lines.length === 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  const runs = lines.map((line) => JSON.parse(line));
  return { cpu: runs.reduce((sum, run) => sum + run.cpu, 0), rss: Math.max(...runs.map((run) => run.rss)) };
}

/** Runs the commands in turn, so that a machine that grows slower hits all of them, and answers the median of each. */
export function alternate(commands, rounds) {
  const results = commands.map(() => []);
  for (let round = 0; round <= rounds; round++)
    commands.forEach((command, i) => {
      const result = command();
      if (round > 0) results[i].push(result); // the first round warms the file cache
    });
  return results.map((list) => ({ cpu: median(list.map((one) => one.cpu)), rss: Math.max(...list.map((one) => one.rss)) }));
}

export function median(numbers) {
  return percentile(numbers, 50);
}

export function percentile(numbers, p) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))];
}

/** CPU milliseconds that a function takes in this process. */
export async function cpuOf(body) {
  const before = process.cpuUsage();
  await body();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
