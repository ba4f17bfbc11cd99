import { didYouMean } from "../../text/nearest.ts";
import { type RuleIndex, unknownRule } from "../rule/names.ts";
import { PRESETS, type Preset } from "../rule/rule.ts";
import { type ConfigFile, emptyConfig, type RuleChoice, type WithOrigin } from "./file.ts";
import { readKubernetesVersion } from "./kubernetes-version.ts";
import { SEVERITY_WORDS } from "./rules.ts";

/** What the command line says about the configuration, as it was typed. */
export interface Flags {
  readonly presets?: readonly string[];
  /** `ID=off|info|warning|error`. */
  readonly rules?: readonly string[];
  readonly only?: readonly string[];
  readonly kubernetesVersion?: string;
}

/** The flags as the nearest configuration file, with what is wrong with them: one sentence for each problem. */
export function flagsConfig(
  flags: Flags,
  rules: RuleIndex,
): { readonly config: ConfigFile; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const given = <T>(value: T): WithOrigin<T> => ({ value, origin: { from: "flag" } });
  const presets: WithOrigin<Preset>[] = [];
  for (const name of flags.presets ?? []) {
    const preset = PRESETS.find((one) => one === name);
    if (preset) presets.push(given(preset));
    else problems.push(`--preset ${name}: there is no such preset${didYouMean(name, PRESETS)} It can be ${PRESETS.join(", ")}.`);
  }
  const choices = new Map<string, RuleChoice>();
  for (const text of flags.rules ?? []) {
    const [id = "", word] = text.split("=", 2);
    const severity = SEVERITY_WORDS.find((one) => one === word);
    if (!rules.has(id)) problems.push(`--rule ${text}: ${unknownRule(id, rules).message}`);
    else if (severity) choices.set(id, { severity: given(severity), options: new Map() });
    else problems.push(`--rule ${text}: write ${id}=error, ${id}=warning, ${id}=info or ${id}=off.`);
  }
  for (const id of flags.only ?? []) if (!rules.has(id)) problems.push(`--only ${id}: ${unknownRule(id, rules).message}`);
  const version = flags.kubernetesVersion === undefined ? undefined : readKubernetesVersion(flags.kubernetesVersion);
  if (version && "problem" in version) problems.push(`--kubernetes-version ${version.problem}.`);
  return {
    config: {
      ...emptyConfig(""),
      extends: presets.length ? presets : undefined,
      rules: choices,
      kubernetes: version && "value" in version ? given(version.value) : undefined,
    },
    problems,
  };
}
