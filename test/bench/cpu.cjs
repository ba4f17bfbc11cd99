// Loaded with `node -r`: writes the process's CPU time (all threads, garbage collection included) and peak memory to a file when it ends.
const { appendFileSync } = require("node:fs");
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  appendFileSync(process.env.BENCH_CPU, `${JSON.stringify({ cpu: (user + system) / 1000, rss: process.resourceUsage().maxRSS / 1024 })}\n`);
});
