import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Refusal } from "../../disk/refusal.ts";

/** Which lines of which files have changed, by absolute path. Lines count from 1; a new file has changed everywhere. */
export interface ChangedLines {
  has(path: string, line: number): boolean;
}

/** Asks git what has changed in the working tree since a commit. New files that git does not know yet count as changed. */
export function changedSince(reference: string, root: string): ChangedLines {
  if (reference.startsWith("-")) throw new Refusal(`--since needs the name of a commit, not "${reference}".`);
  const files = parseDiff(
    git(
      root,
      [
        "diff",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--unified=0",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        reference,
        "--",
      ],
      reference,
    ),
  );
  const untracked = git(root, ["ls-files", "--others", "--exclude-standard", "-z"], reference).split("\0");
  for (const path of untracked) if (path) files.set(path, "all");
  const byPath = new Map([...files].map(([path, lines]) => [join(root, path), lines]));
  return {
    has(path, line) {
      const lines = byPath.get(path);
      return lines === "all" || (lines?.some(([first, last]) => first <= line && line <= last) ?? false);
    },
  };
}

type Ranges = (readonly [first: number, last: number])[];

/** The lines of the new files in a diff without context, by path from the repository's root. */
export function parseDiff(diff: string): Map<string, Ranges | "all"> {
  const files = new Map<string, Ranges | "all">();
  let ranges: Ranges | undefined;
  let left = 0; // lines of the current hunk that are still to come
  for (const line of diff.split("\n")) {
    if (left > 0 && /^[-+]/.test(line)) {
      left--;
      continue;
    }
    if (line.startsWith("+++ ")) {
      const path = unquoted(line.slice(4).replace(/\t$/, ""));
      ranges = [];
      if (path !== "/dev/null") files.set(path.replace(/^b\//, ""), ranges);
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (!hunk) continue;
    const first = Number(hunk[2]);
    const count = Number(hunk[3] ?? 1);
    left = Number(hunk[1] ?? 1) + count;
    if (count > 0) ranges?.push([first, first + count - 1]);
  }
  return files;
}

/** Git quotes paths with special characters as C does; other bytes of UTF-8 are octal. */
function unquoted(path: string): string {
  if (!path.startsWith('"')) return path;
  const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\u0007", b: "\b", f: "\f", v: "\v" };
  const bytes = path
    .slice(1, -1)
    .replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
      code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
    );
  return /[^\0-\xff]/.test(bytes) ? bytes : Buffer.from(bytes, "latin1").toString("utf8");
}

function git(root: string, args: readonly string[], reference: string): string {
  const result = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (result.error) throw new Refusal(`--since needs git, which cannot be run: ${result.error.message}.`);
  if (result.status !== 0) {
    const [reason = ""] = result.stderr.trim().split("\n");
    throw new Refusal(`git cannot compare with "${reference}": ${reason.replace(/^fatal: /, "")}`);
  }
  return result.stdout;
}
