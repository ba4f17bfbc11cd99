import type { Container, Field } from "../../server/api.ts";

/** The words of every command that the container runs: its own (command and args) and those of probes and lifecycle hooks. */
export function commandLines(container: Container): readonly (readonly Field[])[] {
  const lines: (readonly Field[])[] = [[...container.at("command").items(), ...container.at("args").items()]];
  for (const probe of PROBES) addHook(container.at(probe), lines);
  const lifecycle = container.at("lifecycle");
  if (lifecycle.isMapping) for (const hook of HOOKS) addHook(lifecycle.at(hook), lines);
  return lines;
}

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"];
const HOOKS = ["postStart", "preStop"];

function addHook(hook: Field, lines: (readonly Field[])[]): void {
  if (!hook.isMapping) return;
  const action = hook.at("exec");
  if (action.isMapping) lines.push(action.at("command").items());
}

/** The text of a word, with the placeholders in it; `""` if it is none. */
export function textOf(word: Field): string {
  const { raw } = word;
  return typeof raw === "string" ? raw : "";
}
