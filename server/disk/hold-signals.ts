const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

let held = 0;
let isListening = false;

/**
 * Puts off what would end the process until something is finished. The function that is returned lets it happen, if a signal has come: Node hands it over
 * only when its loop goes round, so that the handlers stay until then.
 */
export function holdSignals(): () => void {
  held++;
  if (!isListening) for (const signal of SIGNALS) process.on(signal, end);
  isListening = true;
  return () => {
    held--;
    setImmediate(() => {
      if (held === 0) release();
    });
  };
}

function end(signal: NodeJS.Signals): void {
  release();
  process.kill(process.pid, signal);
}

function release(): void {
  if (isListening) for (const signal of SIGNALS) process.off(signal, end);
  isListening = false;
}
