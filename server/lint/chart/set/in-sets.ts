/** A message about what a chart renders to with some sets of values only: it names them. */
export function inSets(message: string, sets: Iterable<string | undefined>): string {
  return `${message} It is so with ${[...sets].join(", ")}.`;
}
