import {
  CONFIGURATION_KINDS,
  type Component,
  type ComponentName,
  type Container,
  type Context,
  componentOf,
  componentsOf,
  componentWords,
  type Options,
  type Resource,
} from "../../server/api.ts";

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
