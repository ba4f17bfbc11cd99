import type { Target } from "./target.ts";

/** How often a text is tried smaller, at most. */
const TRIES = 400;

/** The text with all taken out that the problem does not need: first lines, then characters. */
export async function shrink(target: Target, text: string, problem: string): Promise<string> {
  let tries = 0;
  const fails = async (candidate: string) => {
    tries++;
    const [found] = await target.check([candidate]);
    return found !== undefined && sort(found) === sort(problem);
  };
  let smallest = text;
  for (const parts of [(whole: string) => whole.split(/(?<=\n)/), (whole: string) => [...whole]])
    for (let size = Math.ceil(parts(smallest).length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < parts(smallest).length && tries < TRIES; ) {
        const rest = parts(smallest).toSpliced(at, size).join("");
        if (rest !== smallest && (await fails(rest))) smallest = rest;
        else at += size;
      }
    }
  return smallest;
}

/** Two problems are of one sort if they begin alike. */
export function sort(problem: string): string {
  return problem.split(/[:\n]/)[0] as string;
}
