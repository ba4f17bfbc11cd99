import { rules } from "../../../rules/index.ts";
import { type Analysis, analyzeText } from "../../lint/analysis/analyze.ts";
import type { Settings } from "../../lint/rule/settings.ts";
import type { Source } from "../cache/cache.ts";

/** What files that are only read, for the sake of others, say: taken over from another run. */
export interface Facts {
  /** `undefined` where the file was not there, or had another text. */
  get(source: Source): readonly Analysis[] | undefined;
}

/** What each document of a file yields. */
export function analyse({ text, role }: Source, settings: Settings): readonly Analysis[] {
  return analyzeText(rules, text, settings, role);
}

/** The settings that a file is analysed with, from those of its configuration. `keepsFixes`: somebody will ask for the fixes of findings. */
export function settingsIn(settings: Settings, { context }: Pick<Source, "context">, keepsFixes: boolean): Settings {
  return context ? contextSettings(settings) : keepsFixes ? settings : withoutFixes(settings);
}

/** For a file that is not reported: other files see its objects, and no rule runs on it. */
const contextSettings = derived(({ kubernetes, podSources }) => ({ kubernetes, rules: new Map(), podSources }));

const withoutFixes = derived((settings) => ({ ...settings, withoutFixes: true }));

/** Makes settings of others, once for each: equal ones are one object. */
function derived(derive: (settings: Settings) => Settings): (settings: Settings) => Settings {
  const known = new WeakMap<Settings, Settings>();
  return (settings) => {
    const found = known.get(settings) ?? derive(settings);
    known.set(settings, found);
    return found;
  };
}
