import { baseName } from "../../text/path.ts";
import { fileNameMatcher } from "./file-name.ts";

/** Says which files of a chart are left out (Helm, pkg/ignore). */
export interface IgnoreRules {
  /** The path is relative to the chart, with slashes. */
  ignores(path: string, isFolder: boolean): boolean;
  /** Why Helm refuses the whole chart. */
  readonly problem: string | undefined;
}

interface Rule {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  matches(path: string): boolean;
}

/** Reads `.helmignore`. A line that Helm refuses is left out. */
export function readIgnoreFile(text: string): IgnoreRules {
  const rules = [...text.split("\n"), "templates/.?*"].flatMap((line) => readRule(line) ?? []);
  const isDoubleStar = text.split("\n").some((line) => !line.trim().startsWith("#") && line.includes("**"));
  return {
    problem: isDoubleStar ? "double-star (**) syntax is not supported" : undefined,
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
  const expression = fileNameMatcher(anchored ? pattern.slice(1) : pattern);
  if (!expression) return undefined;
  const whole = anchored || pattern.includes("/");
  return {
    negated,
    foldersOnly,
    matches: (path) => expression(whole ? path : baseName(path)),
  };
}
