import type { ResourceFacts } from "../../kube/facts/facts.ts";
import { type IndexedObject, indexedObject, type ObjectPlace } from "../../kube/facts/object-index.ts";
import { type FactSite, sitesIn, withSites } from "../../kube/facts/site.ts";
import { NONE } from "../../text/none.ts";
import { contains, type Span, shift } from "../../text/span.ts";
import type { BuiltPlace } from "./built-finding.ts";

/** The facts of an object as it is built; the spans of their sites are those of the build. */
export interface BuiltObject extends BuiltPlace {
  readonly facts: ReadonlyMap<FactSite, BuiltPlace | undefined>;
  /** The other files in which sites of it stand. */
  readonly otherFiles: readonly string[];
  readonly object: ResourceFacts;
  /** The set of values that a chart is rendered with, of those that give an object of this name the first. */
  readonly rendering?: string | undefined;
}

/** What the objects of a build have in common: its scope, the environment of its kustomization, and whether something is missing in it. */
export type BuildPlace = Pick<ObjectPlace, "scope" | "environment" | "partial">;

/** A file that is linted, with its documents. */
interface SlicedFile {
  readonly uri: string;
  readonly slices: readonly Span[];
}

/** Notes where the sites of an object's facts stand in their files: `place` knows it of a span, `decisive` which span stands for a selector. */
export function builtObject(
  object: ResourceFacts,
  begin: BuiltPlace,
  place: (span: Span) => BuiltPlace | undefined,
  decisive: (site: FactSite) => Span = ({ span }) => span,
): BuiltObject {
  const selectors = new Set(object.selectors.map(({ site }) => site));
  const facts = new Map(sitesIn(object).map((site) => [site, place(selectors.has(site) ? decisive(site) : site.span)]));
  const files = new Set([...facts.values()].flatMap((at) => at?.file ?? []));
  files.delete(begin.file);
  return { ...begin, object, facts, otherFiles: files.size === 0 ? NONE : [...files] };
}

/**
 * An object of a build as other documents see it: in the file where it begins, and in the scope of its kustomization. A site in another file (a patch) says
 * so; where that file is not linted it is shown where the object has its name. `at` is its number in the build. `undefined` if no document of the
 * file holds it.
 */
export function indexBuilt(
  { file, span, object, facts: places, rendering }: BuiltObject,
  build: BuildPlace,
  at: number,
  own: SlicedFile,
  fileOf: (name: string) => SlicedFile | undefined,
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
  const elsewhere = (site: FactSite): FactSite => {
    const place = places.get(site);
    const other = place && place.file !== file ? fileOf(place.file) : undefined;
    const index = place && other ? other.slices.findIndex((one) => contains(one, place.span)) : -1;
    const one = other?.slices[index];
    if (!place || !other || !one) return named;
    return { ...named, path: site.path, elsewhere: { uri: other.uri, slice: index, span: shift(place.span, -one.start) } };
  };
  const facts = withSites(object, (site) => (site === object.site ? named : (inSlice(site) ?? elsewhere(site))));
  return indexedObject(facts, { ...build, uri: own.uri, slice, built: true, at, rendering });
}
