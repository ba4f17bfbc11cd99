import { defineConfig } from "vitest/config";

export default defineConfig({
  // One worker for each core: the default leaves one idle, which is half of a small machine.
  test: { include: ["test/**/*.test.ts"], globalSetup: "test/support/global-setup.ts", maxWorkers: "100%", testTimeout: 60_000 },
});
