import type { Container, Field } from "../../server/api.ts";

/** The words of every command that the container runs: its own (command and args) and those of probes and lifecycle hooks. */
export function commandLines(container: Container): readonly (readonly Field[])[] {
  const lifecycle = container.at("lifecycle");
  const hooks = [
    container.at("livenessProbe"),
    container.at("readinessProbe"),
    container.at("startupProbe"),
    lifecycle.at("postStart"),
    lifecycle.at("preStop"),
  ];
  const own = [...container.at("command").items(), ...container.at("args").items()];
  return [own, ...hooks.filter((hook) => hook.isMapping).map((hook) => hook.at("exec", "command").items())];
}

/** The text of a word, with the placeholders in it; `""` if it is none. */
export function textOf(word: Field): string {
  const { raw } = word;
  return typeof raw === "string" ? raw : "";
}
