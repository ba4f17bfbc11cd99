import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the bundles of this run are built (`bundle.ts`), as soon as a test file wants them. */
    readonly dist: string;
  }
}

/** Makes room for what the test files of a run share, and takes it away at the end. A rerun in watch mode builds anew. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "plimsoll-run-"));
  const clear = () => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
  };
  process.env.XDG_CACHE_HOME = join(folder, "cache-home"); // what tests keep is not the user's
  project.provide("dist", join(folder, "dist"));
  project.onTestsRerun(async () => clear());
  return () => rmSync(folder, { recursive: true, force: true });
}
