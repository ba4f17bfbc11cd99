/**
 * Whether a text holds a match of a pattern that stands in a file of the repository: with RE2, which takes linear time whatever the pattern is. A
 * pattern that is none matches everything. It is compiled when it is first asked for.
 */
export function hasPattern(source: string): (text: string) => boolean {
  let compiled: { matcher(text: string): { find(): boolean } } | null | undefined;
  return (text) => {
    if (compiled === undefined) compiled = compile(source);
    return compiled === null || compiled.matcher(text).find();
  };
}

function compile(source: string): { matcher(text: string): { find(): boolean } } | null {
  try {
    return loadRe2().RE2JS.compile(source);
  } catch {
    return null;
  }
}

/** Most runs need none. */
function loadRe2(): typeof import("re2js") {
  return require("re2js");
}
