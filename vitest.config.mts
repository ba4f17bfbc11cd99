import { defineConfig } from "vitest/config";

/** What is recorded is written anew: other people's programs are asked for it. */
const isUpdating = process.argv.some((argument) => argument === "-u" || argument === "--update");

export default defineConfig(({ mode }) => ({
  test: {
    include: ["test/**/*.test.ts"],
    // Packing and installing everything takes its time: part of the full run.
    exclude: mode === "full" ? [] : ["test/release/**"],
    globalSetup: "test/support/global-setup.ts",
    // A worker keeps its modules from file to file: loading the rules a hundred times is a quarter of the run.
    isolate: false,
    // One worker for each core: the default leaves one idle, which is half of a small machine.
    maxWorkers: "100%",
    // No test fails by the clock alone: a slow machine is no bug. The limit is for what hangs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    env: { ...(mode === "full" && { PLIMSOLL_FULL: "1" }), ...(isUpdating && { PLIMSOLL_UPDATE: "1" }) },
  },
}));
