import type { Container } from "../pod.ts";
import type { Resource } from "../resource.ts";
import { commandLineOf } from "./command-line.ts";
import type { Component, ComponentName } from "./component.ts";
import { configuredComponents, kubeadmWords } from "./configuration.ts";

// All rules look at one container or object before the next one is visited, so the last ones are enough.
let running: { readonly container: Container; readonly component: Component | undefined } | undefined;
let configured: { readonly resource: Resource; readonly components: readonly Component[] } | undefined;

/** The component that a container runs, if it runs one. Decided once for each container. */
export function componentOf(container: Container): Component | undefined {
  if (running?.container !== container) running = { container, component: commandLineOf(container) };
  return running.component;
}

/** The components whose flags a document of one of `CONFIGURATION_KINDS` lists. */
export function componentsOf(resource: Resource): readonly Component[] {
  if (configured?.resource !== resource) configured = { resource, components: configuredComponents(resource) };
  return configured.components;
}

/** The words one of which stands in every document with one of these components; of a program's name the last, as `hyperkube apiserver` has no other. */
export function componentWords(...names: readonly ComponentName[]): readonly string[] {
  return [...new Set(names.flatMap((name) => [name.slice(name.lastIndexOf("-") + 1), ...kubeadmWords(name)]))];
}
