import type { Span } from "../../text/span.ts";
import type { Path, Place } from "../../yaml/tree/field.ts";

/** A place in a slice; it moves with the text while the facts around it stay. */
export interface FactSite {
  readonly path: Path;
  readonly span: Span;
  /** Where it stands if that is another file than the object's own: a patch. `span` is then the object's name. */
  readonly elsewhere?: SiteElsewhere;
}

/** A place in a slice of another file. */
export interface SiteElsewhere {
  readonly uri: string;
  /** The number of the slice, from 0. */
  readonly slice: number;
  readonly span: Span;
}

/** A place of a document as plain data. */
export function siteOf({ path, site }: Place): FactSite {
  return { path, span: site };
}

/** The sites in facts, wherever they stand. */
export function sitesIn(facts: unknown): readonly FactSite[] {
  const found: FactSite[] = [];
  collect(facts, found);
  return found;
}

function collect(value: unknown, found: FactSite[]): void {
  if (typeof value !== "object" || value === null) return;
  if (isSite(value)) found.push(value);
  else for (const key in value) collect((value as Record<string, unknown>)[key], found);
}

/** The same facts with other sites. What holds no site stays the same object, and a copy has the shape of what it is a copy of. */
export function withSites<T>(facts: T, moved: (site: FactSite) => FactSite): T {
  if (typeof facts !== "object" || facts === null) return facts;
  if (isSite(facts)) return moved(facts) as T;
  let copy: Record<string, unknown> | undefined;
  for (const key in facts) {
    const value: unknown = facts[key];
    const now = withSites(value, moved);
    if (now === value) continue;
    copy ??= (Array.isArray(facts) ? facts.slice() : { ...facts }) as Record<string, unknown>;
    copy[key] = now;
  }
  return (copy ?? facts) as T;
}

function isSite(value: object): value is FactSite {
  return "span" in value && "path" in value;
}
