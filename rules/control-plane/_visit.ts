import type { Container, Context, Options, Resource } from "../../server/api.ts";
import { commandLineOf } from "./_command-line.ts";
import type { Component, ComponentName } from "./_component.ts";
import { CONFIGURATION_KINDS, configuredComponents, kubeadmWords } from "./_configuration.ts";

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

/** The part of a rule that visits these components wherever their flags are written. */
export function onComponent<O extends Options = Record<never, never>>(
  names: ComponentName | readonly ComponentName[],
  check: (component: Component, ctx: Context<O>) => void,
) {
  return {
    kinds: CONFIGURATION_KINDS,
    needs: componentWords(...[names].flat()),
    container(container: Container, ctx: Context<O>): void {
      const component = componentOf(container);
      if (component && (component.name === names || names.includes(component.name))) check(component, ctx);
    },
    resource(resource: Resource, ctx: Context<O>): void {
      for (const component of componentsOf(resource))
        if (component.name === names || names.includes(component.name)) check(component, ctx);
    },
  };
}
