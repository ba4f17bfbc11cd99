import { NONE } from "../../text/none.ts";
import type { Path } from "../../yaml/tree/field.ts";
import type { Resource } from "../resource.ts";
import type { Noun } from "./occurrence.ts";
import { occurrencesIn } from "./occurrences.ts";

/** A place at which a name stands that is defined in the object itself: what is named, by the last segments of the path (`*`: an index). */
const PLACES: readonly (readonly [path: string, noun: Noun])[] = [
  ["volumeMounts.*.name", "volume"],
  ["volumeDevices.*.name", "volume"],
  ["resourceFieldRef.containerName", "container"],
  ["annotations.kubectl.kubernetes.io/default-container", "container"],
  ["httpGet.port", "port"],
  ["tcpSocket.port", "port"],
];

/** The names that an object defines and that may stand at a path of it. */
export function ownNamesAt(resource: Resource, path: Path): readonly string[] {
  const noun = PLACES.find(([place]) => endsWith(path, place))?.[1];
  if (!noun) return NONE;
  const names = occurrencesIn(resource).filter((one) => one.noun === noun && one.declares && typeof one.name === "string");
  return [...new Set(names.map(({ name }) => String(name)))];
}

function endsWith(path: Path, place: string): boolean {
  const text = path.map((segment) => (typeof segment === "number" ? "*" : segment)).join(".");
  return text === place || text.endsWith(`.${place}`);
}
