import { isJson, isYaml } from "../protocol/languages.ts";
import type { EffectiveConfig } from "./project-reader.ts";

/** A text that may be a manifest; `languageId` is what the editor calls it, if it has it open. */
export interface Candidate {
  readonly uri: string;
  readonly text: string;
  readonly languageId?: string;
}

/** Why a text is not linted. */
export type NotAdmitted = "off" | "too-large" | "ignored" | "no-manifest";

/** Whether a text is linted at all. What the configuration ignores is not even context for others, as on the command line. */
export function isAdmitted(candidate: Candidate, effective: EffectiveConfig): boolean {
  return notAdmitted(candidate, effective) === undefined;
}

/** Why a text is not linted; undefined if it is. */
export function notAdmitted(
  { uri, text, languageId }: Candidate,
  { config, preferences }: EffectiveConfig,
): NotAdmitted | undefined {
  if (!preferences.enable) return "off";
  if (text.length > preferences.maxFileSize) return "too-large";
  if (config.ignored(uri)) return "ignored";
  // Most JSON is no manifest, and some of it is large: only what names an API version is parsed.
  return isYaml(uri, languageId) || (isJson(uri, languageId) && text.includes('"apiVersion"')) ? undefined : "no-manifest";
}
