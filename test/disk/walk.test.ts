import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { schemasBelow, walk, walkInSteps } from "../../server/disk/walk.ts";

const root = mkdtempSync(join(tmpdir(), "plimsoll-walk-"));
afterAll(() => rmSync(root, { recursive: true }));

it("gives others a turn at each directory, and finds the same", () => {
  for (const path of ["a.yaml", "b/a.yaml", "b/c/a.json", "b/c/notes.txt", "d/a.yml", ".git/a.yaml", "ignored/a.yaml"]) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), "");
  }
  writeFileSync(join(root, ".gitignore"), "ignored/\n");
  const steps = [...walkInSteps(root, { ignoreFiles: true })];
  expect(steps).toHaveLength(4);
  const found = walk(root, { ignoreFiles: true }).files.map((path) => path.slice(root.length + 1).replaceAll("\\", "/"));
  expect(found.sort()).toEqual(["a.yaml", "b/a.yaml", "b/c/a.json", "d/a.yml"]);
  expect(schemasBelow(root, 5)).toHaveLength(5);
  expect(schemasBelow(root, 4)).toBeUndefined();
});
