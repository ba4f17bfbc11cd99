/** A pattern of `.Files.Glob` as a regular expression (github.com/gobwas/glob with `/` as separator); `undefined` if it is none. */
export function globExpression(pattern: string): RegExp | undefined {
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
  try {
    return new RegExp(`^${made}$`, "s");
  } catch {
    return undefined;
  }
}
