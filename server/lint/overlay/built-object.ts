import type { ResourceFacts } from "../../kube/facts/facts.ts";
import { type IndexedObject, indexedObject, type ObjectPlace } from "../../kube/facts/object-index.ts";
import { type FactSite, sitesIn, withSites } from "../../kube/facts/site.ts";
import { contains, type Span, shift } from "../../text/span.ts";
import type { BuiltPlace } from "./built-finding.ts";

/** The facts of an object as it is built; the spans of their sites are those of the build. */
export interface BuiltObject extends BuiltPlace {
  readonly facts: ReadonlyMap<FactSite, BuiltPlace | undefined>;
  readonly object: ResourceFacts;
  /** The set of values that a chart is rendered with, of those that give an object of this name the first. */
  readonly rendering?: string | undefined;
}

/** What the objects of a build have in common: its scope, the environment of its kustomization, and whether something is missing in it. */
export type BuildPlace = Pick<ObjectPlace, "scope" | "environment" | "partial">;

/** The file in which an object begins. */
interface OwnFile {
  readonly uri: string;
  readonly slices: readonly Span[];
}

/** Notes where the sites of an object's facts stand in their files. */
export function builtObject(
  object: ResourceFacts,
  begin: BuiltPlace,
  place: (span: Span) => BuiltPlace | undefined,
): BuiltObject {
  return { ...begin, object, facts: new Map(sitesIn(object).map((site) => [site, place(site.span)])) };
}

/**
 * An object of a build as other documents see it: in the file where it begins, and in the scope of its kustomization. A site that stands
 * in another file (a patch) is shown where the object has its name. `at` is its number in the build. `undefined` if no document of the file
 * holds it.
 */
export function indexBuilt(
  { file, span, object, facts: places, rendering }: BuiltObject,
  build: BuildPlace,
  at: number,
  own: OwnFile,
): IndexedObject | undefined {
  const slice = own.slices.findIndex((one) => contains(one, span));
  const whole = own.slices[slice];
  if (!whole) return undefined;
  const inSlice = (site: FactSite): FactSite | undefined => {
    const place = places.get(site);
    return place && place.file === file && contains(whole, place.span)
      ? { path: site.path, span: shift(place.span, -whole.start) }
      : undefined;
  };
  const begin = shift({ start: span.start, end: span.start + 1 }, -whole.start);
  const named = inSlice(object.site) ?? { path: object.site.path, span: begin };
  const facts = withSites(object, (site) => (site === object.site ? named : (inSlice(site) ?? named)));
  return indexedObject(facts, { ...build, uri: own.uri, slice, built: true, at, rendering });
}
