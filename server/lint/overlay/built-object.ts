import type { ResourceFacts } from "../../kube/facts/facts.ts";
import { type IndexedObject, indexedObject, type ObjectPlace } from "../../kube/facts/indexed-object.ts";
import { type FactSite, withSites } from "../../kube/facts/site.ts";
import { NONE } from "../../text/none.ts";
import { contains, holderOf, type Span, shift } from "../../text/span.ts";
import type { BuiltPlace } from "./built-finding.ts";

/** The facts of an object as it is built. Thousands of builds may hold as many objects each, so that nothing is kept of one but these. */
export interface BuiltObject extends BuiltPlace {
  /** The document of its file in which it begins, absolute; `WHOLE_FILE` where nobody says what its documents are. */
  readonly document: Span;
  /** The spans of its sites are relative to that document; of one that does not stand in it, it is the span of the object's name. */
  readonly object: ResourceFacts;
  /** Where those sites stand that are in another file: a patch. */
  readonly elsewhere: ReadonlyMap<FactSite, BuiltPlace>;
  /** The other files. */
  readonly otherFiles: readonly string[];
  /** The set of values that a chart is rendered with, of those that give an object of this name the first. */
  readonly rendering?: string | undefined;
}

/** What the objects of a build have in common: its scope, the environment of its kustomization, and whether something is missing in it. */
export type BuildPlace = Pick<ObjectPlace, "scope" | "environment" | "partial">;

/** A file of which nobody says what its documents are. */
export const WHOLE_FILE: Span = { start: 0, end: Number.MAX_SAFE_INTEGER };

/** A file that is linted, with its documents in their order. */
interface SlicedFile {
  readonly uri: string;
  readonly slices: readonly Span[];
}

const NOWHERE: ReadonlyMap<FactSite, BuiltPlace> = new Map();

/**
 * Puts the facts of a built object where they stand. `document` is that in which it begins; `place` knows of a span of the build where it stands, `decisive` which
 * span stands for a selector.
 */
export function builtObject(
  object: ResourceFacts,
  begin: BuiltPlace,
  document: Span,
  place: (span: Span) => BuiltPlace | undefined,
  decisive: (site: FactSite) => Span = ({ span }) => span,
): BuiltObject {
  const selectors = new Set(object.selectors.map(({ site }) => site));
  const placeOf = (site: FactSite) => place(selectors.has(site) ? decisive(site) : site.span);
  const elsewhere = new Map<FactSite, BuiltPlace>();
  const named = nameIn(object, document, begin.span, placeInFile(placeOf(object.site), begin.file));
  const sited = withSites(object, (site): FactSite => {
    if (site === object.site) return named;
    const at = placeOf(site);
    const own = inDocument(site, document, placeInFile(at, begin.file));
    if (own || !at || at.file === begin.file) return own ?? named;
    const other = { path: site.path, span: named.span };
    elsewhere.set(other, at);
    return other;
  });
  if (elsewhere.size === 0) return { ...begin, document, object: sited, elsewhere: NOWHERE, otherFiles: NONE };
  const otherFiles = [...new Set([...elsewhere.values()].map(({ file }) => file))];
  return { ...begin, document, object: sited, elsewhere, otherFiles };
}

/**
 * An object of a build as other documents see it: in the file where it begins, and in the scope of its kustomization. A site in another file (a patch) says
 * so; where that file is not linted it is shown where the object has its name. `at` is its number in the build. `undefined` if no document of the
 * file holds it.
 */
export function indexBuilt(
  built: BuiltObject,
  build: BuildPlace,
  at: number,
  own: SlicedFile,
  fileOf: (name: string) => SlicedFile | undefined,
): IndexedObject | undefined {
  const slice = holderOf(own.slices, built.span);
  const whole = own.slices[slice];
  if (!whole) return undefined;
  const { document, object, elsewhere, rendering } = built;
  const isSame = whole.start === document.start && whole.end === document.end && elsewhere.size === 0;
  const facts = isSame ? object : sitesIn(built, whole, fileOf);
  return indexedObject(facts, { ...build, uri: own.uri, slice, built: true, at, rendering });
}

/** The facts with their sites relative to another document, or in the files that they stand in. */
function sitesIn(
  { object, document, elsewhere, span }: BuiltObject,
  whole: Span,
  fileOf: (name: string) => SlicedFile | undefined,
): ResourceFacts {
  const absolute = (site: FactSite) => shift(site.span, document.start);
  const named = nameIn(object, whole, span, absolute(object.site));
  return withSites(object, (site): FactSite => {
    if (site === object.site) return named;
    const place = elsewhere.get(site);
    if (!place) return inDocument(site, whole, absolute(site)) ?? named;
    const other = fileOf(place.file);
    const index = other ? holderOf(other.slices, place.span) : -1;
    const one = other?.slices[index];
    if (!other || !one) return named;
    return { ...named, path: site.path, elsewhere: { uri: other.uri, slice: index, span: shift(place.span, -one.start) } };
  });
}

/** Where the name of an object stands in a document, or else the object. `begin` and `name` are absolute. */
function nameIn({ site }: ResourceFacts, document: Span, begin: Span, name: Span | undefined): FactSite {
  const first = { start: begin.start, end: begin.start + 1 };
  return inDocument(site, document, name) ?? { path: site.path, span: shift(first, -document.start) };
}

function inDocument({ path }: FactSite, document: Span, at: Span | undefined): FactSite | undefined {
  return at && contains(document, at) ? { path, span: shift(at, -document.start) } : undefined;
}

function placeInFile(place: BuiltPlace | undefined, file: string): Span | undefined {
  return place?.file === file ? place.span : undefined;
}
