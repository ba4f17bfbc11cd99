import { Refusal } from "../../disk/refusal.ts";
import type { IndexedObject } from "../../kube/facts/indexed-object.ts";
import type { PlaceOf } from "../../report/graph/link.ts";
import { masked, maskOfFiles } from "../../report/mask/file-mask.ts";
import { type Places, placesOf } from "../../report/place.ts";
import { didYouMean } from "../../text/nearest.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { displayPath, scan } from "./scan.ts";

/** The objects of the files that a command line names behind its first operands, and where each of them stands. */
export interface ScannedObjects {
  readonly objects: readonly IndexedObject[];
  readonly placeOf: PlaceOf;
  /** An answer about objects whose places it says, without what may be a secret of their files. */
  shown<T>(answer: T): T;
  /** Something that had to be read could not be: exit code 2. */
  readonly incomplete: boolean;
}

/** Reads the objects of files, as rules over several documents see them. */
export async function scanObjects(args: Args, paths: readonly string[], environment: Environment): Promise<ScannedObjects> {
  const wanted = { ...args, operands: paths };
  const run = await scan(wanted, environment, false);
  const { linter } = run;
  const name = displayPath(run, wanted, environment.cwd);
  const known = new Map<string, Places>();
  const placeOf: PlaceOf = ({ uri, slice, site }, at = site) => {
    const places = known.get(uri) ?? placesOf(linter.text(uri) ?? "");
    known.set(uri, places);
    const start = (linter.slice(uri, slice)?.start ?? 0) + at.span.start;
    return { file: name(uri), line: places.range({ start, end: start }).start.line };
  };
  return {
    objects: linter.objects(),
    placeOf,
    shown: (answer) => masked(answer, maskOfFiles([...known.keys()].map((uri) => linter.result(uri)))),
    incomplete: run.incomplete,
  };
}

/** A refusal for a name that stands nowhere, with the one that may be meant. */
export function refuseUnknown(what: string, name: string, known: readonly string[]): never {
  const names = [...new Set(known)];
  throw new Refusal(`There is no ${what} "${name}" in these files${names.length > 0 ? didYouMean(name, names) : "."}`);
}
