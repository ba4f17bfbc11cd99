import { isAdmitted } from "./admission.ts";
import type { Progress } from "./progress.ts";
import type { Publisher } from "./publisher.ts";
import type { Session } from "./session.ts";
import { pause, Turns } from "./turns.ts";

/** Files that are read at once: enough to hide the latency of a browser's requests. */
const BATCH = 32;

/**
 * Reads files into the linter, as context for the open ones. Open documents and ignored files are left out. Stops, with work half done, when the
 * signal says so. `report` hears how many files have been read.
 */
export async function scan(
  uris: readonly string[],
  { files, linter, documents, project }: Pick<Session, "files" | "linter" | "documents" | "project">,
  signal: AbortSignal,
  report: Progress["report"],
): Promise<void> {
  const turns = new Turns();
  for (let i = 0; i < uris.length; i += BATCH) {
    const batch = uris.slice(i, i + BATCH);
    const read = await Promise.all(
      batch.map(async (uri) => {
        const effective = await project.load(uri);
        if (documents.get(uri) || effective.config.ignored(uri)) return { uri, text: undefined };
        const text = await files.read(uri);
        return { uri, text: text !== undefined && isAdmitted({ uri, text }, effective) ? text : undefined };
      }),
    );
    report(i + read.length, uris.length, "files");
    for (const { uri, text } of read) {
      await turns.next();
      if (signal.aborted) return;
      if (documents.get(uri)) continue;
      if (text === undefined) linter.remove(uri);
      else linter.update(uri, text);
    }
  }
}

/** Renders the charts that have been read, one after another, and answers in between what came in. Stops when the signal says so. */
export async function renderCharts(
  linter: Pick<Session["linter"], "waitingCharts">,
  publisher: Pick<Publisher, "publishNextChart">,
  signal: AbortSignal,
  report: Progress["report"],
): Promise<void> {
  const total = linter.waitingCharts;
  while (linter.waitingCharts > 0 && !signal.aborted) {
    report(total - linter.waitingCharts, total, "charts");
    await pause();
    publisher.publishNextChart();
  }
}
