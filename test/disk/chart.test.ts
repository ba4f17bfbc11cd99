import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, it } from "vitest";
import { readChart } from "../../server/disk/chart.ts";
import { isIgnored, rulesAt } from "../../server/disk/ignore-files.ts";
import { MAX_FILE_SIZE } from "../../server/disk/read.ts";

const root = mkdtempSync(join(tmpdir(), "chart-"));
afterAll(() => rmSync(root, { recursive: true }));

/** A file of the system that is regular, and whose beginning nobody can read. */
const UNREADABLE = "/proc/self/mem";

it.skipIf(!existsSync(UNREADABLE))("a file that is too large, or cannot be read, is left out, and the others stand", () => {
  mkdirSync(join(root, "templates"));
  writeFileSync(join(root, "Chart.yaml"), "\ufeffname: a\n");
  writeFileSync(join(root, "large.txt"), "x".repeat(MAX_FILE_SIZE + 1));
  writeFileSync(join(root, "binary"), Buffer.from([0, 255, 1]));
  symlinkSync(UNREADABLE, join(root, "templates", "a.yaml"));
  writeFileSync(join(root, "templates", "b.yaml"), "kind: B\n");
  const files = readChart(root);
  expect([...files.keys()]).toEqual(["Chart.yaml", "binary", "templates/b.yaml"]);
  expect([...files.values()].map(({ text }) => text)).toEqual(["name: a\n", "\0\udcff\x01", "kind: B\n"]);
});

/** A tar archive of one file of NUL bytes (POSIX.1-2017, pax, ustar). */
function archiveOf(name: string, size: number): Buffer {
  const archive = Buffer.alloc(512 + size);
  archive.write(name, 0);
  archive.write(size.toString(8).padStart(11, "0"), 124);
  archive.write("ustar\0" + "00", 257, "latin1");
  archive.write("        0", 148);
  const sum = archive.subarray(0, 512).reduce((all, byte) => all + byte, 0);
  archive.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return archive;
}

it("links inside are followed once around, those out of the repository not at all, and an archive that unpacks to too much is none", () => {
  const chart = join(root, "repo", "c");
  mkdirSync(join(root, "repo", ".git"), { recursive: true });
  mkdirSync(join(chart, "templates"), { recursive: true });
  mkdirSync(join(chart, "charts"));
  writeFileSync(join(chart, "Chart.yaml"), "name: c\n");
  writeFileSync(join(root, "outside.yaml"), "kind: Secret\n");
  symlinkSync("..", join(chart, "templates", "around"));
  symlinkSync("../../../outside.yaml", join(chart, "templates", "out.yaml"));
  symlinkSync("nowhere", join(chart, "values.yaml"));
  symlinkSync("nowhere", join(chart, "README.md"));
  writeFileSync(join(chart, "charts", "bomb-1.tgz"), gzipSync(archiveOf("bomb/x", 64 * 1024 * 1024)));
  const missed: string[] = [];
  const files = readChart(chart, (path, { problem }) => missed.push(`${path.slice(chart.length + 1)} ${problem}`));
  expect([...files.keys()]).toEqual(["Chart.yaml"]);
  expect(missed).toEqual([
    "templates/out.yaml is a symbolic link that leads elsewhere, and was not followed",
    "values.yaml is a symbolic link that leads nowhere",
  ]);
});

it("a line of an ignore file that is longer than any path is left out, and said", () => {
  const folder = join(root, "ignoring");
  mkdirSync(folder);
  writeFileSync(join(folder, ".gitignore"), `a.yaml\n${"x".repeat(4097)}\nb.yaml\n`);
  const rules = rulesAt(folder);
  expect(["a.yaml", "b.yaml", "c.yaml"].filter((name) => isIgnored(rules, join(folder, name), false))).toEqual([
    "a.yaml",
    "b.yaml",
  ]);
  expect(rules.problems).toEqual([expect.stringContaining("a line of more than 4096 characters, which is not read")]);
});
