import { pathOf } from "../../disk/paths.ts";
import { rewriteFile } from "../../disk/rewrite.ts";
import { DIALECTS } from "../../lint/analysis/dialect.ts";
import { fixText } from "../../lint/fix/fix.ts";
import type { FixClass } from "../../lint/rule/finding.ts";
import { counted } from "../../report/report.ts";
import type { Environment, Output } from "../option/environment.ts";
import { warn } from "../option/warn.ts";
import type { Scan } from "./scan.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** A file whose fixes changed it. */
export interface FixedFile {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
  readonly applied: number;
}

/**
 * Fixes the files of a scan in memory, with fixes of this class and safer ones, until nothing changes. The linter holds the fixed
 * texts afterwards. Rules whose fixes undo each other are named on standard error.
 */
export function fixFiles(run: Scan, allow: FixClass, stderr: Output, name: (uri: string) => string): readonly FixedFile[] {
  return run.uris.flatMap((uri) => {
    const before = run.linter.text(uri) ?? "";
    const { findings, dialect } = run.linter.result(uri);
    if (findings.every(({ fixes }) => fixes.length === 0)) return [];
    const findingsIn = (text: string) => {
      run.linter.update(uri, text);
      run.linter.settle();
      return run.linter.result(uri).findings;
    };
    const fixed = fixText(before, findingsIn, allow, DIALECTS[dialect]);
    run.linter.update(uri, fixed.text);
    run.linter.settle();
    if (fixed.conflicts.length > 0)
      warn(stderr, `the fixes of ${fixed.conflicts.join(" and ")} disagree in ${name(uri)}: switch one of them off.`);
    if (fixed.unfinished)
      warn(
        stderr,
        `${name(uri)} has more fixes than one run tries: its documents are very large. Run it again to make the rest.`,
      );
    return fixed.text === before ? [] : [{ uri, before, after: fixed.text, applied: fixed.applied }];
  });
}

/**
 * Writes the files that changed; a fixed standard input goes to standard output. A file that cannot be written is named, the linter holds its old text again,
 * and the result is false.
 */
export function writeFixes(
  files: readonly FixedFile[],
  run: Scan,
  { stdout, stderr }: Environment,
  name: (uri: string) => string,
): boolean {
  const written = files.filter(({ uri, before, after }) => {
    const problem = uri === run.stdinUri ? undefined : rewriteFile(pathOf(uri), before, after);
    if (problem === undefined) return true;
    warn(stderr, `${name(uri)} ${problem}.`);
    run.linter.update(uri, before);
    return false;
  });
  run.linter.settle();
  if (run.stdinUri !== undefined) stdout.write(run.linter.text(run.stdinUri) ?? "");
  const fixes = written.reduce((sum, { applied }) => sum + applied, 0);
  if (fixes > 0) stderr.write(`Fixed ${counted(fixes, "finding")} in ${counted(written.length, "file")}.\n`);
  return written.length === files.length;
}

/** Prints the changes instead. Returns 1 if there are any. */
export function printDiff(files: readonly FixedFile[], name: (uri: string) => string, { stdout, stderr }: Environment): 0 | 1 {
  for (const { uri, before, after } of files) stdout.write(unifiedDiff(name(uri), before, after));
  if (files.length === 0) return 0;
  stderr.write(`${counted(files.length, "file")} would change.\n`);
  return 1;
}
