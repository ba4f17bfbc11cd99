import type { Container } from "../../server/api.ts";

/** Whether a field or an annotation gives the container an AppArmor profile, of whatever type; also if that cannot be known. */
export function hasAppArmorProfile(container: Container): boolean {
  if (!container.effective("securityContext", "appArmorProfile").absent) return true;
  const annotations = container.pod.metadata.at("annotations");
  return !annotations.absent && !annotations.at(`container.apparmor.security.beta.kubernetes.io/${container.name}`).absent;
}
