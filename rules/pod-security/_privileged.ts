import type { Container } from "../../server/api.ts";

/** Whether the container is privileged, which makes most other settings of its security context void. */
export function isPrivileged(container: Container): boolean {
  return container.at("securityContext", "privileged").value === true;
}
