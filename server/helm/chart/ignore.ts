import { baseName } from "../../text/path.ts";
import { goPattern } from "../../text/pattern.ts";
/** Says which files of a chart are left out (Helm, pkg/ignore). */
export interface IgnoreRules {
  /** The path is relative to the chart, with slashes. */
  ignores(path: string, isFolder: boolean): boolean;
}

interface Rule {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  matches(path: string): boolean;
}

/** Reads `.helmignore`. A line that Helm refuses (`**`, a bad pattern) is left out. */
export function readIgnoreFile(text: string): IgnoreRules {
  const rules = [...text.split("\n"), "templates/.?*"].flatMap((line) => readRule(line) ?? []);
  return {
    ignores(path, isFolder) {
      for (const rule of rules) {
        if (rule.negated) {
          // Helm's peculiarity: whatever a negated rule does not match is left out.
          if (rule.foldersOnly && !isFolder) return true;
          if (!rule.matches(path)) return true;
          continue;
        }
        if (rule.foldersOnly && !isFolder) continue;
        if (rule.matches(path)) return true;
      }
      return false;
    },
  };
}

function readRule(line: string): Rule | undefined {
  let pattern = line.trim();
  if (pattern === "" || pattern.startsWith("#") || pattern.includes("**")) return undefined;
  const negated = pattern.startsWith("!");
  if (negated) pattern = pattern.slice(1);
  const foldersOnly = pattern.endsWith("/");
  if (foldersOnly) pattern = pattern.slice(0, -1);
  const anchored = pattern.startsWith("/");
  const expression = toExpression(anchored ? pattern.slice(1) : pattern);
  if (!expression) return undefined;
  const whole = anchored || pattern.includes("/");
  return {
    negated,
    foldersOnly,
    matches: (path) => expression(whole ? path : baseName(path)),
  };
}

/** Go's `filepath.Match`: `*` and `?` stop at slashes. Undefined for a bad pattern. */
function toExpression(pattern: string): ((path: string) => boolean) | undefined {
  let made = "";
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] as string;
    if (c === "*") made += "[^/]*";
    else if (c === "?") made += "[^/]";
    else if (c === "[") {
      const close = pattern.indexOf("]", i + 2);
      if (close < 0) return undefined;
      made += `[${pattern.slice(i + 1, close).replaceAll(/[\\[]/g, "\\$&")}]`;
      i = close;
    } else made += (c === "\\" ? (pattern[++i] ?? "") : c).replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  }
  return goPattern(`(?s)^${made}$`);
}
