import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readChart } from "../../server/disk/chart.ts";
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
