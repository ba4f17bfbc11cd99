/** The list of nothing, for what is asked thousands of times and mostly finds nothing: one that is made each time is garbage to collect. */
export const NONE: readonly never[] = [];
