import type { Field } from "../../yaml/tree/field.ts";
import { lettersOf, type Noun, type Occurrence } from "./occurrence.ts";

/** The lists whose items have names that others stand beside, by their names in a pod. */
const LISTS: ReadonlyMap<string, readonly [noun: Noun, declares: boolean]> = new Map([
  ["volumes", ["volume", true]],
  ["volumeMounts", ["volume", false]],
  ["volumeDevices", ["volume", false]],
  ["containers", ["container", true]],
  ["initContainers", ["container", true]],
]);

/**
 * The volumes and containers that operations of a JSON patch (RFC 6902) add or name: as a whole item (`/spec/volumes/-`), as the name of one
 * (`/spec/volumes/0/name`), or within a container. The references that they bring in are known from what is built.
 */
export function jsonPatchOccurrences(operations: Field): readonly Occurrence[] {
  return operations.items().flatMap((operation) => {
    const path = operation.at("path").string?.split("/") ?? [];
    const value = operation.at("value");
    const last = path.at(-1) ?? "";
    const [list = "", isName] = last === "name" ? [path.at(-3), true] : [/^(?:-|\d+)$/.test(last) ? path.at(-2) : last, false];
    if (isName) return named(value, list);
    const items = value.isSequence ? value.items() : [value];
    return items.flatMap((item) => [
      ...named(item.at("name"), list),
      ...["volumeMounts", "volumeDevices"].flatMap((inside) =>
        item
          .at(inside)
          .items()
          .flatMap((one) => named(one.at("name"), inside)),
      ),
    ]);
  });
}

function named(field: Field, list: string): readonly Occurrence[] {
  const [noun, declares] = LISTS.get(list) ?? [];
  const name = field.string;
  if (!noun || !name || declares === undefined || field.origin !== "own") return [];
  return [{ noun, name, declares, owner: { by: "self" }, site: field.site, letters: lettersOf(field) }];
}
