import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { makeProject } from "../support/bundle.ts";

const { root } = makeProject({ dist: "" }); // packing builds

// Pre-commit takes the whole standard output of "npm pack" for the name of the file: a script's banner breaks "language: node".
it("the package is packed without a word but its name", () => {
  const env = { ...process.env, PLIMSOLL_DIST: root };
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(execFileSync("npm", ["pack", "--dry-run"], { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })).toBe(
    `plimsoll-${version}.tgz\n`,
  );
});
