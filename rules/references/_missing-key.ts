import {
  deployedBeside,
  type IndexedObject,
  listed,
  nearlySame,
  type ObjectIndex,
  type Reference,
  set,
  suggestion,
  targetsOf,
  type WorkspaceContext,
} from "../../server/api.ts";
import { isWrittenHere, type Severity } from "./_missing.ts";

/** What a message calls the parts: a key of a ConfigMap, a port of a Service. */
type PartName = "key" | "port" | "listener";

/** Whether an object that is found is the one that is deployed with the other for certain: far off there may be one of another cluster. */
function isMeant(own: IndexedObject, other: IndexedObject): boolean {
  return deployedBeside(own, other) || (own.namespace !== undefined && own.namespace === other.namespace);
}

/**
 * Reports the parts that are named of objects that are there but have no such part. Where the parts of one of the objects cannot be known, or something
 * fills it that is not in sight, nothing is said.
 */
export function reportMissingParts(
  object: IndexedObject,
  references: readonly Reference[],
  index: ObjectIndex,
  { report }: WorkspaceContext,
  part: PartName,
  severity?: Severity,
): void {
  for (const reference of references) {
    const { kind, name, key, site } = reference;
    if (key === undefined) continue;
    const targets = targetsOf(index, object, reference);
    if (!targets.every((target) => isMeant(object, target.object))) continue;
    const parts = targets.flatMap(({ provided }) => provided?.parts ?? []);
    if (parts.length === 0 || targets.some(({ provided }) => !provided?.parts?.length)) continue;
    if (parts.some((one) => one.name === String(key) || one.number === key)) continue;
    const names = [
      ...new Set(parts.map((one) => String(typeof key === "number" ? (one.number ?? one.name) : (one.name ?? one.number)))),
    ];
    const near = names.length === 1 && part === "port" ? names[0] : nearlySame(String(key), names);
    const value = typeof key === "number" ? Number(near) : near;
    const [target] = targets;
    report(
      site,
      `${kind} "${name}" has no ${part} "${key}"${near === undefined ? `, only ${listed(names)}.` : `; did you mean "${near}"?`}`,
      {
        ...(severity && { severity }),
        fixes:
          near !== undefined && value !== undefined && isWrittenHere(object, reference)
            ? [suggestion(`Use "${near}"`, set(site, value))]
            : [],
        related: target
          ? [
              {
                message: `${target.object.kind} "${target.object.name}".`,
                object: target.object,
                at: target.provided?.site ?? target.object.site,
              },
            ]
          : [],
      },
    );
  }
}
