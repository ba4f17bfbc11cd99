import { isJson, isYaml } from "../protocol/languages.ts";
import type { EffectiveConfig } from "./project.ts";

/** A text that may be a manifest; `languageId` is what the editor calls it, if it has it open. */
export interface Candidate {
  readonly uri: string;
  readonly text: string;
  readonly languageId?: string;
}

/** Whether a text is linted at all. What the configuration ignores is not even context for others, as on the command line. */
export function isAdmitted({ uri, text, languageId }: Candidate, { config, preferences }: EffectiveConfig): boolean {
  if (!preferences.enable || text.length > preferences.maxFileSize || config.ignored(uri)) return false;
  if (isYaml(uri, languageId)) return true;
  // Most JSON is no manifest, and some of it is large: only what names an API version is parsed.
  return isJson(uri, languageId) && text.includes('"apiVersion"');
}
