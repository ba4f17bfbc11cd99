import {
  type IndexedObject,
  listed,
  missingOf,
  type ObjectIndex,
  type Reference,
  set,
  suggestion,
  type WorkspaceContext,
} from "../../server/api.ts";

export type Severity = NonNullable<Parameters<WorkspaceContext["report"]>[2]>["severity"];

/** Reports the objects that are named and not there, each name once: `references` are those that a rule is about. */
export function reportMissing(
  object: IndexedObject,
  references: readonly Reference[],
  index: ObjectIndex,
  { report, references: settings }: WorkspaceContext,
  severity?: Severity,
): void {
  const seen = new Set<string>();
  for (const reference of references) {
    const { kind, name, namespace, site } = reference;
    const key = [reference.group, kind, namespace, name].join(" ");
    if (seen.has(key)) continue;
    seen.add(key);
    const missing = missingOf(index, object, reference, settings);
    if (!missing) continue;
    const { near, elsewhere } = missing;
    const where = namespace === undefined ? "" : ` in namespace "${namespace}"`;
    const others = elsewhere ?? near?.object;
    const why = elsewhere ? `; there is one in "${elsewhere.namespace}".` : near ? `; did you mean "${near.name}"?` : ".";
    report(site, `There is no ${kind} "${name}"${where}${why}`, {
      ...(severity && { severity }),
      fixes:
        near && !elsewhere && isWrittenHere(object, reference) ? [suggestion(`Use "${near.name}"`, set(site, near.name))] : [],
      related: others ? [{ message: `${others.kind} "${others.name}".`, object: others, at: others.site }] : [],
    });
  }
}

/** Whether the place of a reference is that in the file, so that it can be changed there. */
export function isWrittenHere({ built }: IndexedObject, { field, site: { path } }: Pick<Reference, "field" | "site">): boolean {
  const last = field.slice(field.lastIndexOf(".") + 1);
  return !built || (!path.some((segment) => typeof segment === "number") && path.includes(last));
}

/** The keys or ports that there are, for a message. */
export function known(names: readonly (string | number)[]): string {
  return names.length === 0 ? "it has none" : `it has ${listed(names.slice(0, 5).map((name) => `"${name}"`))}`;
}
