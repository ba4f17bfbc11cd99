import { type ComponentName, findFlag } from "../../server/api.ts";

import { offer } from "./_flag.ts";
import { onComponent } from "./_visit.ts";

interface Forbidden {
  /** What follows from it, after "Container "x" ": a predicate without the full stop. */
  readonly says: string;
  /** Which values are bad; without it, the flag as such. */
  readonly when?: (value: string) => boolean;
  /** The value that a fix sets; without it, the fix removes the flag. */
  readonly set?: string;
  /** There is no fix: what to do instead depends on the cluster. */
  readonly unfixed?: boolean;
}

/** A rule's part about a flag that must not be there, or not with such a value. */
export function forbidFlag(
  name: ComponentName | readonly ComponentName[],
  flag: string,
  { says, when, set, unfixed }: Forbidden,
) {
  return onComponent(name, (component, { report }) => {
    const found = findFlag(component, flag);
    if (!found?.given || (when && (found.value === undefined || !when(found.value)))) return;
    const fix = set === undefined ? offer(`Remove --${flag}`, found.remove()) : offer(`Set --${flag}=${set}`, found.set(set));
    report(found.place, `${component.label} ${says}.`, unfixed ? {} : fix);
  });
}
