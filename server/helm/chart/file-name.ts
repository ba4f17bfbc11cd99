/** One part of a pattern: any character, one of a class, or exactly this one. */
type Part = "*" | ((character: string) => boolean);

/** Go's `filepath.Match`: `*` and `?` stop at slashes. Undefined for a bad pattern. Takes time in proportion to both lengths at most. */
export function fileNameMatcher(pattern: string): ((path: string) => boolean) | undefined {
  const parts: Part[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] as string;
    if (c === "*") {
      if (parts.at(-1) !== "*") parts.push("*");
    } else if (c === "?") parts.push((character) => character !== "/");
    else if (c === "[") {
      const close = pattern.indexOf("]", i + 2);
      const among = close < 0 ? undefined : classOf(pattern.slice(i + 1, close));
      if (!among) return undefined;
      parts.push(among);
      i = close;
    } else {
      const literal = c === "\\" ? (pattern[++i] ?? "\\") : c;
      parts.push((character) => character === literal);
    }
  }
  return (path) => matches(parts, path);
}

/** Each star takes as little as it can; where that fails the last one takes one character more, which is enough. */
function matches(parts: readonly Part[], path: string): boolean {
  let at = 0;
  let part = 0;
  let star = -1;
  let taken = 0;
  while (at < path.length) {
    const next = parts[part];
    if (next === "*") {
      star = part++;
      taken = at;
    } else if (next?.(path[at] as string)) {
      at++;
      part++;
    } else if (star >= 0 && path[taken] !== "/") {
      at = ++taken;
      part = star + 1;
    } else return false;
  }
  return parts.slice(part).every((left) => left === "*");
}

/** `a-z`, `^abc`. */
function classOf(body: string): ((character: string) => boolean) | undefined {
  try {
    const expression = new RegExp(`[${body.replaceAll(/[\\[]/g, "\\$&")}]`, "s");
    return (character) => expression.test(character);
  } catch {
    return undefined;
  }
}
