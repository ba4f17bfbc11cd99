/**
 * Whether a path is like a pattern of Go's `filepath.Match`: `*` and `?` stop at a slash, `[a-z]` and `[^a]` are one character, `\\` takes a special one
 * as it is. A malformed pattern is like nothing.
 */
export function pathPattern(pattern: string): (path: string) => boolean {
  let source = "";
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] as string;
    if (c === "*") source += "[^/]*";
    else if (c === "?") source += "[^/]";
    else if (c === "[") {
      const [whole, negated, inside] = /^\[(\^?)((?:\\.|[^\]\\])+)\]/s.exec(pattern.slice(i)) ?? [];
      if (whole === undefined) return () => false;
      source += `[${negated}${inside?.replace(/[[^]/g, "\\$&")}]`;
      i += whole.length - 1;
    } else {
      const next = c === "\\" ? pattern[++i] : c;
      if (next === undefined) return () => false;
      source += next.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
    }
  }
  try {
    const like = new RegExp(`^${source}$`, "su");
    return (path) => like.test(path);
  } catch {
    return () => false;
  }
}
