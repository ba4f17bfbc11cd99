import { type FileResult, failedFile } from "../../lint/analysis/result.ts";
import { FORMATS } from "../../report/format/formats.ts";
import { FileMask } from "../../report/mask/file-mask.ts";
import { maskError } from "../../report/mask/mask.ts";
import { byPath, type PendingResult, type RunContext, RunReport } from "../../report/report.ts";
import type { Output } from "../option/environment.ts";
import type { LintOptions, Target } from "../option/lint-options.ts";
import { onlyErrors } from "./narrow.ts";
import { fileOutput, type ReportOutput, streamOutput } from "./report-output.ts";
import { Tally, verdictOf } from "./verdict.ts";

/** What is to be reported. */
export interface Reported {
  /** In any order. */
  readonly results: readonly PendingResult[];
  /** What of a result counts; asked once, when it has been made. */
  narrowed(result: FileResult): FileResult;
  readonly context: RunContext;
}

/**
 * Makes every result once, in order of path, counts it and hands it to all reports that are wanted: what is counted decides the exit code, whatever the
 * formats show of it. A result is let go when the reports have consumed it.
 */
export async function report({ results, narrowed, context }: Reported, options: LintOptions, stdout: Output): Promise<Tally> {
  const run = new RunReport(context);
  const reporters = await Promise.all(
    options.targets.map(async ({ format, file }) => {
      const make = await FORMATS[format]();
      const isPrinted = file === undefined;
      return make(run.report, { color: options.color && isPrinted, hyperlinks: options.hyperlinks && isPrinted });
    }),
  );
  const outputs = options.targets.map((target) => outputOf(target, stdout));
  const tally = new Tally();
  for (const { uri, make } of byPath(results, context.path)) {
    const result = narrowed(guarded(make)(uri));
    tally.add(withoutSecrets(result));
    await writeAll(outputs, run.file(options.quiet ? onlyErrors(result) : result, reporters));
  }
  await writeAll(outputs, run.end(verdictOf(tally, options), reporters));
  for (const output of outputs) output.close();
  tally.crashes.push(...run.failures.map((failure) => ({ ...failure, error: maskError(failure.error) })));
  return tally;
}

/** What failed is said on standard error too. */
function withoutSecrets(result: FileResult): FileResult {
  if (result.crashes.length === 0) return result;
  const mask = new FileMask(result);
  return { ...result, crashes: result.crashes.map((crash) => mask.crash(crash)) };
}

/** One file never ends a run: where its result cannot be made, that is its result. */
function guarded(make: PendingResult["make"]): PendingResult["make"] {
  return (uri) => {
    try {
      return make(uri);
    } catch (error) {
      return failedFile(uri, "", error);
    }
  };
}

/** Where the report of a target is written to. */
export function outputOf({ file }: Target, stdout: Output): ReportOutput {
  return file === undefined ? streamOutput(stdout) : fileOutput(file);
}

/** Writes to each output what is for it. */
export async function writeAll(outputs: readonly ReportOutput[], texts: Iterable<Iterable<string>>): Promise<void> {
  let i = 0;
  for (const pieces of texts) {
    const behind = outputs[i++]?.write(pieces);
    if (behind) await behind;
  }
}
