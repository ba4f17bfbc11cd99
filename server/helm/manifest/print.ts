import { pathPattern } from "../chart/path-pattern.ts";
import type { Definition } from "./definitions.ts";
import type { Manifest } from "./manifest.ts";

/** What of a chart is printed; the options of `helm template` by their names. */
export interface PrintOptions {
  /** Printed first; without it none are. */
  readonly definitions?: readonly Definition[];
  readonly noHooks?: boolean;
  readonly skipTests?: boolean;
}

/** The manifests as `helm template` prints them. */
export function printManifests(manifests: readonly Manifest[], options: PrintOptions = {}): string {
  const { plain, hooks } = printed(manifests, options);
  return `${plain.join("").trim()}\n${hooks.join("")}`;
}

/**
 * Those alone whose file, below the chart, is like one of the patterns of `--show-only`, as `helm template` prints them. A pattern that no file is like
 * is returned instead.
 */
export function printOnly(
  manifests: readonly Manifest[],
  patterns: readonly string[],
  options: PrintOptions = {},
): { readonly text: string } | { readonly missing: string } {
  const { plain, hooks } = printed(manifests, options);
  const shown: string[] = [];
  for (const pattern of patterns) {
    const isLike = pathPattern(pattern);
    const found = [...plain, ...hooks].filter((text) => isLike(/^---\n# Source: [^/]+\/(.+)/.exec(text)?.[1] ?? ""));
    if (found.length === 0) return { missing: pattern };
    for (const text of found) shown.push(`${text.trim()}\n`);
  }
  return { text: shown.join("") };
}

/** What is printed one by one, hooks apart. */
function printed(manifests: readonly Manifest[], { definitions = [], noHooks = false, skipTests = false }: PrintOptions) {
  const print = (name: string, text: string) => `---\n# Source: ${name}\n${text}\n`;
  const printAll = (some: readonly Manifest[]) => some.map(({ template, text }) => print(template.name, text.text));
  return {
    plain: [...definitions.map(({ name, text }) => print(name, text)), ...printAll(manifests.filter(({ isHook }) => !isHook))],
    hooks: printAll(manifests.filter(({ isHook, isTest }) => isHook && !noHooks && !(skipTests && isTest))),
  };
}
