import type { Output } from "../option/environment.ts";

const STEP = 100;

/** Counts files on a terminal's standard error, and leaves nothing behind. */
export interface Progress {
  tick(): void;
  done(): void;
}

export function progressOf(stderr: Output, total: number, enabled: boolean): Progress {
  if (!enabled || !stderr.isTTY || total < STEP) return { tick: () => undefined, done: () => undefined };
  let count = 0;
  return {
    tick() {
      if (++count % STEP === 0) stderr.write(`\r${count} of ${total} files`);
    },
    done() {
      stderr.write("\r\u001b[K");
    },
  };
}
