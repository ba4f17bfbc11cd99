import { rules } from "../../rules/index.ts";
import { type Analysis, analyzeText } from "../lint/analyze.ts";
import type { FileRole } from "../lint/dialect.ts";
import type { Settings } from "../lint/settings.ts";

/** A file with its text: what is sent to a worker. */
export interface Source {
  readonly uri: string;
  readonly text: string;
  /** Only read, for the sake of other files: no rule runs on it. */
  readonly context: boolean;
  readonly role: FileRole | undefined;
}

/** What each document of a file yields. */
export function analyse({ text, role }: Source, settings: Settings): readonly Analysis[] {
  return role === "data" ? [] : analyzeText(rules, text, settings, role);
}

const silent = new WeakMap<Settings, Settings>();

/** The settings for a file that is not reported: other files see its objects, and no rule runs on it. */
export function contextSettings(settings: Settings): Settings {
  let found = silent.get(settings);
  if (!found) {
    found = { kubernetes: settings.kubernetes, rules: new Map(), podSources: settings.podSources };
    silent.set(settings, found);
  }
  return found;
}
