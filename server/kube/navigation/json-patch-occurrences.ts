import type { Field } from "../../yaml/tree/field.ts";
import { pairsIn, SELECTED } from "./label-occurrences.ts";
import { lettersOf, type Noun, type Occurrence, type Owner } from "./occurrence.ts";

/** The lists whose items have names that others stand beside, by their names in a pod. */
const LISTS: ReadonlyMap<string, readonly [noun: Noun, declares: boolean]> = new Map([
  ["volumes", ["volume", true]],
  ["volumeMounts", ["volume", false]],
  ["volumeDevices", ["volume", false]],
  ["containers", ["container", true]],
  ["initContainers", ["container", true]],
]);

/** Who has the labels of a mapping in an object, by its path there; `metadata.labels` itself is asked of the kind. */
const LABELS: ReadonlyMap<string, Owner> = new Map<string, Owner>([
  ["spec/template/metadata/labels", { by: "self" }],
  ["spec/jobTemplate/spec/template/metadata/labels", { by: "self" }],
  ...["spec/selector", "spec/selector/matchLabels", "spec/podSelector/matchLabels"].map((path): [string, Owner] => [
    path,
    { by: "selector", kind: "Pod", selector: undefined, namespace: "own" },
  ]),
]);

/**
 * The volumes, containers and labels that operations of a JSON patch (RFC 6902) add or name: as a whole item (`/spec/volumes/-`), as the name of one
 * (`/spec/volumes/0/name`), or within a container; labels one by one or together. The references that they bring in are known from what is built.
 * `kind` is that of the objects that are patched, where the patch names it.
 */
export function jsonPatchOccurrences(operations: Field, kind: string | undefined): readonly Occurrence[] {
  return operations.items().flatMap((operation) => {
    const path = (operation.at("path").string?.split("/") ?? []).map((one) => one.replaceAll("~1", "/").replaceAll("~0", "~"));
    const value = operation.at("value");
    const labels = labelsAt(path.slice(1), value, kind);
    if (labels.length > 0) return labels;
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

/** Labels of what is patched or of its pods, and those by which it selects others. */
function labelsAt(path: readonly string[], value: Field, kind: string | undefined): readonly Occurrence[] {
  const [parent, whole] = [path.slice(0, -1).join("/"), path.join("/")];
  const place = value.isMapping ? whole : parent;
  const isOwn = place === "metadata/labels";
  const owner: Owner | undefined = isOwn ? { by: "self" } : LABELS.get(place);
  if (!owner || (isOwn && kind !== "Pod" && !SELECTED.has(kind ?? ""))) return [];
  const noun = isOwn && kind !== "Pod" ? "label" : "podLabel";
  const declares = owner.by === "self" && noun === "podLabel";
  if (value.isMapping) return pairsIn(value, noun, declares, owner);
  if (value.value === undefined || value.origin !== "own") return [];
  return [{ noun, name: `${path.at(-1)}=${value.value}`, declares, owner, site: value.site, letters: lettersOf(value) }];
}

function named(field: Field, list: string): readonly Occurrence[] {
  const [noun, declares] = LISTS.get(list) ?? [];
  const name = field.string;
  if (!noun || !name || declares === undefined || field.origin !== "own") return [];
  return [{ noun, name, declares, owner: { by: "self" }, site: field.site, letters: lettersOf(field) }];
}
