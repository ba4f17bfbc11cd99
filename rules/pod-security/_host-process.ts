import type { Pod } from "../../server/api.ts";
import { type SecurityContext, securityContexts } from "./_security-context.ts";

/** The places that make containers run as processes of the Windows host; each counts on its own (check_windowsHostProcess.go). */
export function hostProcesses(pod: Pod): readonly SecurityContext[] {
  return securityContexts(pod)
    .map(({ who, field }) => ({ who, field: field.at("windowsOptions", "hostProcess") }))
    .filter(({ field }) => field.value === true);
}
