import type { Field } from "../../../yaml/tree/field.ts";
import type { LabelChange } from "../kustomization.ts";
import { type BuiltResource, identify } from "./built-resource.ts";
import { SELECTORS, type Spot, TEMPLATE_ANNOTATIONS, TEMPLATE_LABELS } from "./labels.table.ts";
import { clone, type MutableMapping, mutableCopy, scalarAt } from "./mutable.ts";
import { visitMappings } from "./walk.ts";

/** Sets the labels on every object, and where asked for in pod templates and selectors. `by` moves the pairs' offsets to those of the build. */
export function setLabels(items: Iterable<BuiltResource>, change: LabelChange, by: number): void {
  const pairs = pairsOf(change.pairs, by);
  const spots = [...(change.includeTemplates ? TEMPLATE_LABELS : []), ...(change.includeSelectors ? SELECTORS : [])];
  for (const item of items) setPairs(item, pairs, ["metadata", "labels"], spots);
}

/** Sets the annotations on every object and in pod templates. */
export function setAnnotations(items: Iterable<BuiltResource>, annotations: Field, by: number): void {
  const pairs = pairsOf(annotations, by);
  for (const item of items) setPairs(item, pairs, ["metadata", "annotations"], TEMPLATE_ANNOTATIONS);
}

/** Labels and annotations as the options of a generator state them. */
export function setOwn(root: MutableMapping, field: "labels" | "annotations", pairs: Field, by: number): void {
  write(root, ["metadata", field], pairsOf(pairs, by), true);
}

function pairsOf(field: Field, by: number): MutableMapping | undefined {
  const node = mutableCopy(field.node, by + field.tree.from);
  return node.kind === "mapping" && node.entries.length > 0 ? node : undefined;
}

function setPairs(item: BuiltResource, pairs: MutableMapping | undefined, own: readonly string[], spots: readonly Spot[]): void {
  if (!pairs) return;
  write(item.root, own, pairs, true);
  const { group, version, kind } = identify(item.root);
  for (const spot of spots)
    if (spot.kinds.includes(kind) && (spot.group ?? group) === group && (spot.version ?? version) === version)
      write(item.root, spot.path.split(" "), pairs, spot.create);
}

function write(root: MutableMapping, path: readonly string[], pairs: MutableMapping | undefined, create: boolean): void {
  if (!pairs) return;
  const set = (mapping: MutableMapping) => {
    // Labels are strings, whatever the kustomization writes: `8080` is "8080".
    for (const { name, key, value } of pairs.entries) {
      const text = value.kind === "scalar" && value.value !== null ? scalarAt(value, String(value.value)) : clone(value);
      const known = mapping.entries.find((entry) => entry.name === name);
      if (known) Object.assign(known, { value: text, replaces: true });
      else mapping.entries.push({ key: clone(key), name, colon: key.end, value: text });
    }
  };
  visitMappings(root, path, set, create ? pairs : undefined);
}
