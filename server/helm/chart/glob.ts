import { goPattern } from "../../text/pattern.ts";

/** Whether a path fits a pattern of `.Files.Glob` (github.com/gobwas/glob with `/` as separator); `undefined` if it is none. */
export function globMatcher(pattern: string): ((path: string) => boolean) | undefined {
  let made = "";
  let depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] as string;
    if (c === "*") {
      let stars = 1;
      while (pattern[i + 1] === "*") {
        stars++;
        i++;
      }
      made += stars > 1 ? ".*" : "[^/]*";
    } else if (c === "?") made += "[^/]";
    else if (c === "{") {
      depth++;
      made += "(?:";
    } else if (c === "}" && depth > 0) {
      depth--;
      made += ")";
    } else if (c === "," && depth > 0) made += "|";
    else if (c === "[") {
      const close = pattern.indexOf("]", i + 1);
      if (close < 0) return undefined;
      made += `[${pattern
        .slice(i + 1, close)
        .replace(/^!/, "^")
        .replaceAll(/[\\[]/g, "\\$&")}]`;
      i = close;
    } else made += (c === "\\" ? (pattern[++i] ?? "") : c).replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  }
  if (depth > 0) return undefined;
  return goPattern(`(?s)^${made}$`);
}
