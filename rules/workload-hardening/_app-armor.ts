import type { Container } from "../../server/api.ts";

/** Whether a field or an annotation gives the container an AppArmor profile, of whatever type; also if that cannot be known. */
export function hasAppArmorProfile(container: Container): boolean {
  const annotation = `container.apparmor.security.beta.kubernetes.io/${container.name}`;
  return (
    !container.effective("securityContext", "appArmorProfile").absent ||
    !container.pod.metadata.at("annotations", annotation).absent
  );
}
