import type { Field, Pod } from "../../server/api.ts";

/** The places that make a pod's containers run as processes of the Windows host; each counts on its own (check_windowsHostProcess.go). */
export function hostProcessFields(pod: Pod): readonly Field[] {
  const path = ["securityContext", "windowsOptions", "hostProcess"];
  return [pod.at(...path), ...pod.containers.map((container) => container.at(...path))].filter((field) => field.value === true);
}

/** Whether any part of the pod runs as processes of the Windows host. */
export function isHostProcess(pod: Pod): boolean {
  return hostProcessFields(pod).length > 0;
}
