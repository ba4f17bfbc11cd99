import { main } from "./main.ts";
import { THREAD } from "./run/threads.ts";

// The entry of the bundle: the command on the main thread, a worker of its pool on any other.
if (process.env[THREAD] === undefined) {
  // Whoever reads the output may close it early, as `head` does. The exit code is the same.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(`plimsoll: The output cannot be written: ${error.message}\n`);
    process.exit(2);
  });
  main(process.argv.slice(2), { cwd: process.cwd(), env: process.env, stdout: process.stdout, stderr: process.stderr }).then(
    (code) => {
      process.exitCode = code;
    },
  );
} else import("./run/worker.ts").then((worker) => worker.serve());
