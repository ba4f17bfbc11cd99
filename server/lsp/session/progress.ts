import type { Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";
import type { Profile } from "../protocol/profile.ts";

/** Work that takes shorter needs no progress. In milliseconds. */
const PATIENCE = 1000;

/** Which part of the way is theirs, in percent. */
const SHARES = { files: { from: 0, size: 50 }, charts: { from: 50, size: 50 } };

/** How far a scan has come, for the user to see. */
export interface Progress {
  /** `what` is counted: files that are read, then charts that are rendered. */
  report(done: number, total: number, what: "files" | "charts"): void;
  end(): void;
}

/** Shows progress from the second on that work takes, to clients that can (`window/workDoneProgress/create`). */
export function startProgress({ window, console }: Connection, { progress }: Profile): Progress {
  if (!progress) return { report: () => undefined, end: () => undefined };
  let reporter: WorkDoneProgressServerReporter | undefined;
  let hasEnded = false;
  const timer = setTimeout(() => {
    window
      .createWorkDoneProgress()
      .then((created) => {
        if (hasEnded) return;
        reporter = created;
        reporter.begin("Plimsoll", 0, "reading the workspace");
      })
      .catch((error: unknown) => console.warn(`The client shows no progress: ${String(error)}`));
  }, PATIENCE);
  return {
    report: (done, total, what) =>
      reporter?.report(Math.floor(SHARES[what].from + (SHARES[what].size * done) / total), `${done} of ${total} ${what}`),
    end() {
      hasEnded = true;
      clearTimeout(timer);
      reporter?.done();
    },
  };
}
