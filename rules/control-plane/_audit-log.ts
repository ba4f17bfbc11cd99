import { findFlag, type integer } from "../../server/api.ts";
import { offer } from "./_flag.ts";
import { onComponent } from "./_visit.ts";

/** A rule's part about a limit of the audit log: it must be there, and not below the option `min`, where a log is written to a file. */
export function requireAuditLimit(flag: string, says: string) {
  return onComponent<{ min: ReturnType<typeof integer> }>("kube-apiserver", (component, { options, report }) => {
    const path = findFlag(component, "audit-log-path");
    if (!path || path.value === "-" || path.value === "") return;
    const found = findFlag(component, flag);
    const set = String(options.min);
    if (found) {
      if (found.value === undefined || Number(found.value) >= options.min) return;
      const text = `${component.label} ${says}: --${flag} is ${found.value}, below ${options.min}.`;
      report(found.place, text, offer(`Set --${flag}=${set}`, found.set(set)));
    } else if (!component.open)
      report(
        path.place,
        `${component.label} ${says}: --${flag} is not set.`,
        offer(`Set --${flag}=${set}`, component.add(flag, set)),
      );
  });
}
