import type { Format } from "../report.ts";

/** The output formats by the name that `--format` takes. Each is loaded when it is used. */
export const FORMATS = {
  text: () => import("./text.ts").then((module) => module.text),
  compact: () => import("./compact.ts").then((module) => module.compact),
  json: () => import("./json.ts").then((module) => module.json),
  sarif: () => import("./sarif.ts").then((module) => module.sarif),
  github: () => import("./github.ts").then((module) => module.github),
  gitlab: () => import("./gitlab.ts").then((module) => module.gitlab),
  junit: () => import("./junit.ts").then((module) => module.junit),
  checkstyle: () => import("./checkstyle.ts").then((module) => module.checkstyle),
  markdown: () => import("./markdown.ts").then((module) => module.markdown),
} as const satisfies Record<string, () => Promise<Format>>;

/** The formats that say what can be fixed. */
export const FORMATS_WITH_FIXES: ReadonlySet<string> = new Set(["text", "json", "sarif", "markdown"] satisfies FormatName[]);

export type FormatName = keyof typeof FORMATS;

export function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
