import type { Resource } from "../../server/api.ts";

/** Whether an option names the object: `name`, `namespace/name` or `namespace/*`. */
export function isAllowed({ name, namespace = "default" }: Resource, allow: readonly string[]): boolean {
  return allow.includes(name) || allow.includes(`${namespace}/${name}`) || allow.includes(`${namespace}/*`);
}
