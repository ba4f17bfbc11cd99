import type { Source } from "../cache/cache.ts";
import { wholeNumber } from "../option/args.ts";

/** The environment variable that a thread of the pool is started with: asking `worker_threads` would load it at each start of the command. */
export const THREAD = "PLIMSOLL_THREAD";

/** Starting a thread costs as much as linting this much text (UTF-16 units), and each further one again. */
const WORTH_A_POOL = 2_000_000;

/** How many threads to use for some texts; one means this one. */
export async function threadsFor(option: string | undefined, sources: readonly Source[]): Promise<number> {
  if (option !== undefined && option !== "auto") return Math.min(wholeNumber("jobs", option, 1), Math.max(1, sources.length));
  const size = sources.reduce((sum, { text }) => sum + text.length, 0);
  if (size <= WORTH_A_POOL) return 1;
  const { availableParallelism } = await import("node:os");
  const cores = availableParallelism();
  return cores >= 4 ? Math.min(cores - 1, Math.ceil(size / WORTH_A_POOL)) : 1;
}
