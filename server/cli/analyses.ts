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

/** The settings that files are analysed with, from those of their configuration. `wantsFixes`: somebody will ask for the fixes of findings. */
export function settingsBy(wantsFixes: boolean): (settings: Settings, context: boolean) => Settings {
  const contexts = new WeakMap<Settings, Settings>();
  const plain = new WeakMap<Settings, Settings>();
  return (settings, context) => {
    if (context) return derived(contexts, settings, contextSettings);
    return wantsFixes ? settings : derived(plain, settings, (all) => ({ ...all, withoutFixes: true }));
  };
}

/** The settings for a file that is not reported: other files see its objects, and no rule runs on it. */
function contextSettings({ kubernetes, podSources }: Settings): Settings {
  return { kubernetes, rules: new Map(), podSources };
}

/** Equal settings are one object. */
function derived(known: WeakMap<Settings, Settings>, settings: Settings, derive: (settings: Settings) => Settings): Settings {
  let found = known.get(settings);
  if (!found) {
    found = derive(settings);
    known.set(settings, found);
  }
  return found;
}
