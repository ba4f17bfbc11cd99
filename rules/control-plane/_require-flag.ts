import { type Component, type ComponentName, findFlag, manual, type Severity } from "../../server/api.ts";

import { KUBEADM_MISSING, mayMiss, offer } from "./_flag.ts";
import { onComponent } from "./_visit.ts";

interface Wanted {
  /** What follows from its absence, after "Container "x" ": a predicate without the full stop. */
  readonly says: string;
  /** A path that is usual for it, where the file has yet to be put and mounted; where there is none, no fix is offered. */
  readonly value?: string;
  /** Flags that do the same. */
  readonly or?: readonly string[];
  /** Further reasons for silence. */
  readonly unless?: (component: Component) => boolean;
  /** How bad it is for this component, where that is not always the same. */
  readonly severity?: (component: Component) => Severity;
}

/** A rule's part that asks for flags which must be there and not empty: one finding for all that are not. */
export function requireFlags(name: ComponentName, flags: readonly string[], { says, value, or = [], unless, severity }: Wanted) {
  return {
    options: KUBEADM_MISSING,
    ...onComponent<typeof KUBEADM_MISSING>(name, (component, { options, report }) => {
      if (unless?.(component) || or.some((other) => findFlag(component, other))) return;
      const empty = flags.map((flag) => findFlag(component, flag)).find((flag) => flag?.given && flag.value === "");
      const missing = flags.filter((flag) => !findFlag(component, flag));
      if (!empty && (missing.length === 0 || !mayMiss(component, options))) return;
      const which = empty ? `--${empty.name} is empty` : `--${missing[0]} is missing`;
      report(empty?.place ?? component.place, `${component.label} ${says}: ${which}.`, {
        ...(value === undefined
          ? {}
          : offer(`Set --${flags[0]}=${value}`, empty ? empty.set(value) : component.add(flags[0] as string, value), manual)),
        ...(severity ? { severity: severity(component) } : {}),
      });
    }),
  };
}

interface WantedValue {
  readonly says: string;
  /** Whether a value is good. */
  readonly accepts: (value: string) => boolean;
  /** The value that a fix sets. */
  readonly set: string;
  /** Further reasons for silence. */
  readonly unless?: (component: Component) => boolean;
  /** How bad it is for this component, where that is not always the same. */
  readonly severity?: (component: Component) => Severity;
}

/** A rule's part about a flag whose default is not good enough: it must be there, with a value that is accepted. */
export function requireValue(name: ComponentName, flag: string, { says, accepts, set, unless, severity }: WantedValue) {
  return {
    options: KUBEADM_MISSING,
    ...onComponent<typeof KUBEADM_MISSING>(name, (component, { options, report }) => {
      if (unless?.(component)) return;
      const found = findFlag(component, flag);
      if (found ? found.value === undefined || accepts(found.value) : !mayMiss(component, options)) return;
      report(
        found?.place ?? component.place,
        `${component.label} ${says}: --${flag} is ${found ? `"${found.value}"` : "not set"}.`,
        {
          ...offer(`Set --${flag}=${set}`, found ? found.set(set) : component.add(flag, set)),
          ...(severity ? { severity: severity(component) } : {}),
        },
      );
    }),
  };
}
