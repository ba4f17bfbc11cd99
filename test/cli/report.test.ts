import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { LintOptions } from "../../server/cli/option/lint-options.ts";
import { report } from "../../server/cli/run/report.ts";
import { fileOutput } from "../../server/cli/run/report-output.ts";
import { FORMATS, type FormatName } from "../../server/report/format/formats.ts";
import { fileResult, found, namedRule } from "../support/reporting.ts";

const folder = mkdtempSync(join(tmpdir(), "plimsoll-report-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n";
const names = ["b.yaml", "a.yaml"];
const formats = Object.keys(FORMATS) as FormatName[];
const options = (more: Partial<LintOptions>): LintOptions => ({
  targets: [{ format: "compact", file: undefined }],
  fix: undefined,
  diff: false,
  failOn: "error",
  maxWarnings: undefined,
  exitZero: false,
  since: undefined,
  shard: undefined,
  quiet: false,
  statistics: false,
  reportUnchecked: false,
  errorOnNoResources: false,
  color: false,
  hyperlinks: false,
  ...more,
});

/** Reports two files with an error and a warning each. */
async function reported(more: Partial<LintOptions>) {
  const made: string[] = [];
  let stdout = "";
  const make = (uri: string) => {
    made.push(uri);
    return fileResult(uri, text, { findings: [found(uri, text, "Pod"), found(uri, text, "web", { severity: "warning" })] });
  };
  const context = {
    rules: [namedRule("some-rule")],
    version: "1.2.3",
    fails: () => true,
    statistics: false,
    listUnchecked: false,
    path: (uri: string) => uri,
    repositoryPath: (uri: string) => uri,
    text: () => text,
  };
  const results = names.map((uri) => ({ uri, make }));
  const output = { write: (piece: string) => (stdout += piece) };
  const tally = await report({ results, narrowed: (result) => result, context }, options(more), output);
  return { made, stdout, tally };
}

describe("a run with several reports", () => {
  it("makes each result once, by path, whatever the number of formats", async () => {
    const targets = formats.map((format) => ({ format, file: join(folder, format) }));
    const { made, tally } = await reported({ targets });
    expect(made).toEqual(["a.yaml", "b.yaml"]);
    expect(tally.findings).toEqual({ error: 2, warning: 2, info: 0 });
    for (const format of formats) {
      const alone = await reported({ targets: [{ format, file: undefined }] });
      expect(readFileSync(join(folder, format), "utf8")).toBe(alone.stdout);
    }
  });

  it("counts what a format does not show", async () => {
    const { stdout, tally } = await reported({ quiet: true });
    expect(stdout).not.toContain("warning");
    expect(tally.findings.warning).toBe(2);
  });

  it("waits for a reader that is behind, and ends when it has gone", async () => {
    const listeners: (() => void)[] = [];
    const long = "x".repeat(1 << 17);
    let isDone = false;
    const output = {
      write: () => false,
      once: (_: string, listener: () => void) => listeners.push(listener),
      off: () => undefined,
    };
    const result = fileResult("a.yaml", text, { findings: [found("a.yaml", text, "Pod", { message: long })] });
    const context = {
      rules: [],
      version: "1",
      fails: () => true,
      statistics: false,
      listUnchecked: false,
      path: (uri: string) => uri,
      repositoryPath: (uri: string) => uri,
      text: () => text,
    };
    const running = report(
      { results: [{ uri: "a.yaml", make: () => result }], narrowed: (one) => one, context },
      options({}),
      output,
    ).then(() => {
      isDone = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([isDone, listeners.length]).toEqual([false, 2]);
    listeners[1]?.();
    await running;
    expect(isDone).toBe(true);
  });
});

describe("a report in a file", () => {
  it("may be of more pieces than a call takes arguments, and is there when it is whole", () => {
    const path = join(folder, "large.txt");
    const output = fileOutput(path);
    output.write(Array.from({ length: 300_000 }, (_, i) => `ä${i % 10}`));
    expect(existsSync(path)).toBe(false);
    output.close();
    const text = readFileSync(path, "utf8");
    expect([text.length, text.slice(-4)]).toEqual([600_000, "ä8ä9"]);
  });
});
