import { resolveIn } from "../../../text/path.ts";
import { goPattern } from "../../../text/pattern.ts";
import type { Span } from "../../../text/span.ts";
import { Field } from "../../../yaml/tree/field.ts";
import { decodePlain } from "../../../yaml/tree/scalar.ts";
import { INCOMPLETE, isIncomplete } from "../check.ts";
import { readTarget } from "../kustomization.ts";
import { type BuiltResource, effectiveNamespace, type Identity, identify } from "./built-resource.ts";
import type { Level } from "./level.ts";
import {
  clone,
  find,
  isNull,
  type MutableMapping,
  type MutableNode,
  type MutableScalar,
  type MutableSequence,
  mappingOf,
  put,
  scalarAt,
  sizeOf,
} from "./mutable.ts";
import { placeOf } from "./place.ts";
import type { ResMap } from "./res-map.ts";
import { select } from "./selector.ts";

/** A replacement, and where the text of its file begins in the build's. */
interface Replacement {
  readonly field: Field;
  readonly by: number;
}

/** What holds a node: an entry or an item. */
interface Holder {
  value: MutableNode;
}

/** A value that was found, or in words why kustomize finds none. */
type Found<T> = { readonly found: T } | { readonly problem: string };

/** Copies values from one object to fields of others, as `replacements` say (api/filters/replacement). A copied value stands where it is written. */
export function replaceValues(level: Level, objects: ResMap): void {
  const room: Room = { left: MOST_NODES };
  for (const replacement of replacementsOf(level)) {
    replace(level, objects, replacement, room);
    if (room.left < 0) return;
  }
}

/** How many nodes the replacements of a kustomization may copy: to copy a field into itself doubles it, and forty such lines fill any memory. */
const MOST_NODES = 500_000;

/** What may still be copied, in nodes; so many characters that are put together count as one. */
interface Room {
  left: number;
}
const CHARACTERS = 16;

/** The replacements in their order: those of a file, which holds one or a list of them, in the place of what names it. */
function replacementsOf({ kustomization, file, folder, sources, log }: Level): readonly Replacement[] {
  return kustomization.root
    .at("replacements")
    .items()
    .flatMap((field) => {
      const path = field.at("path").string;
      if (!path) return [{ field, by: file.base }];
      const named = sources.file(resolveIn(folder, path));
      if (!named) log.report({ file }, field.at("path"), "missing-file", `The file "${path}" does not exist.`);
      return (named?.documents ?? []).slice(0, 1).flatMap((tree) => {
        const root = Field.root(tree);
        return (root.isSequence ? root.items() : [root]).map((one) => ({ field: one, by: named?.base ?? 0 }));
      });
    });
}

function replace(level: Level, objects: ResMap, { field, by }: Replacement, room: Room): void {
  const { log } = level;
  const at = field.tree === level.kustomization.root.tree ? field : level.kustomization.root.at("replacements");
  if (isIncomplete(field)) return void log.report(level, at, "invalid", INCOMPLETE);
  const targets = field.at("targets").items();
  const value = field.at("sourceValue").exists ? constant(field.at("sourceValue"), by) : sourceValue(objects, field.at("source"));
  if ("problem" in value) return void log.reportMissing(level, objects, at, value.problem);
  for (const target of targets) {
    const selected = selectedBy(objects, target);
    if (!selected) return void log.refuse(level, objects, at, "replacements");
    const paths = target.at("fieldPaths").items();
    for (const item of selected)
      for (const path of paths.length > 0 ? paths : [undefined]) {
        const problem = setAt(item, path, target, { node: value.found, by }, room);
        if (problem) log.reportMissing(level, objects, at, problem);
        if (room.left < 0)
          return void log.refuse(level, objects, at, `replacements that copy more than ${MOST_NODES} keys and values`);
      }
  }
}

function constant(field: Field, by: number): Found<MutableNode> {
  return { found: scalarAt(placeOf(field, by), field.raw ?? "") };
}

/** The value that a source names: of exactly one object, as it is or as it was. */
function sourceValue(objects: ResMap, source: Field): Found<MutableNode> {
  const name = source.at("name").string;
  const matches = [...(name ? objects.withName(name) : objects)].filter((item) => isNamed(item, source));
  const words = [source.at("kind").string, name && JSON.stringify(name)].filter(Boolean).join(" ") || "the source";
  const [item] = matches;
  if (!item) return { problem: `There is no ${words} to take a value from: kustomize refuses the replacement.` };
  if (matches.length > 1) return { problem: `More than one object is ${words}: kustomize refuses the replacement.` };
  const path = source.at("fieldPath").string || DEFAULT_PATH;
  const found = lookUp(item.root, partsOf(path));
  const missing = { problem: `${words} has no value at ${path}: kustomize refuses the replacement.` };
  if (!found || isNull(found)) return missing;
  const delimiter = source.at("options", "delimiter").string;
  if (!delimiter || (found.kind === "scalar" && found.unknown)) return { found };
  if (found.kind !== "scalar") return { problem: `${words} has no text at ${path} that could be split: kustomize refuses it.` };
  const part = textOf(found).split(delimiter)[indexOf(source)];
  return part === undefined ? missing : { found: scalarAt(found, typeof found.value === "string" ? part : decodePlain(part)) };
}

const DEFAULT_PATH = "metadata.name";

function isNamed(item: BuiltResource, source: Field): boolean {
  const asked = (name: string) => source.at(name).string || undefined;
  const fits = (one: Identity) =>
    (["group", "version", "kind", "name"] as const).every((key) => asked(key) === undefined || asked(key) === one[key]) &&
    (asked("namespace") === undefined ||
      effectiveNamespace({ ...one, namespace: asked("namespace") as string }) === effectiveNamespace(one));
  return [identify(item.root), ...item.previous].some(fits);
}

/** The objects of a target; `undefined` where an expression is none. */
function selectedBy(objects: ResMap, target: Field): readonly BuiltResource[] | undefined {
  const selected = select(objects, readTarget(target.at("select")));
  const rejected = target
    .at("reject")
    .items()
    .map((item) => select(objects, readTarget(item)));
  if (rejected.includes(undefined)) return undefined;
  return selected?.filter((item) => rejected.every((list) => !list?.includes(item)));
}

/** Sets a field of an object, or every field that the path leads to. Returns in words why kustomize cannot. */
function setAt(
  item: BuiltResource,
  path: Field | undefined,
  target: Field,
  { node: value, by }: { readonly node: MutableNode; readonly by: number },
  room: Room,
): string | undefined {
  const text = path?.string ?? DEFAULT_PATH;
  const { kind, name } = identify(item.root);
  const create = target.at("options", "create").value === true ? value : undefined;
  const reached = holdersAt({ value: item.root }, partsOf(text), create);
  if (!reached) return undefined; // it leads through what is unknown
  const holders = reached.filter(({ value: before }) => create || !isNull(before));
  if (holders.length === 0)
    return `${kind} "${name}" has no field at ${text}: kustomize refuses the replacement, unless its options say "create: true".`;
  const delimiter = target.at("options", "delimiter").string;
  for (const holder of holders) {
    room.left -= delimiter ? (lengthOf(holder.value) + lengthOf(value)) / CHARACTERS : sizeOf(value);
    if (room.left < 0) return undefined;
    holder.value = delimiter
      ? joined(holder.value, value, delimiter, target, placeOf(path ?? target, by))
      : assigned(holder.value, value, TEXTS.test(text));
  }
  return undefined;
}

function lengthOf(node: MutableNode): number {
  return node.kind === "scalar" ? textOf(node).length : 0;
}

/** What holds texts only, to kustomize too. */
const TEXTS = /^metadata\.(annotations|labels)\./;

/** A scalar keeps its type: where a text was, a number is a text too. What was made for the value has the type that it looks like. */
function assigned(before: MutableNode, value: MutableNode, mustBeText: boolean): MutableNode {
  if (before.kind !== "scalar" || value.kind !== "scalar" || value.unknown) return clone(value);
  const text = textOf(value);
  const wanted = mustBeText || typeof before.value === "string" ? text : decodePlain(text);
  return wanted === value.value ? clone(value) : scalarAt(value, wanted);
}

/** One piece of a text is another. */
function joined(before: MutableNode, value: MutableNode, delimiter: string, target: Field, at: Span): MutableNode {
  const unknown = { ...scalarAt(at, null), unknown: true };
  if (before.kind !== "scalar" || value.kind !== "scalar" || before.unknown || value.unknown) return unknown;
  const pieces = textOf(before).split(delimiter);
  const index = indexOf(target);
  if (index < 0) pieces.unshift(textOf(value));
  else pieces[Math.min(index, pieces.length)] = textOf(value);
  return scalarAt(at, typeof before.value === "string" ? pieces.join(delimiter) : decodePlain(pieces.join(delimiter)));
}

function indexOf(owner: Field): number {
  return owner.at("options", "index").number ?? 0;
}

function textOf({ value, source }: MutableScalar): string {
  return typeof value === "string" ? value : source;
}

/** The parts of a path: `spec.containers.[name=app].image`, with `\.` or brackets around a key that has a dot (kyaml, utils/pathsplitter.go). */
function partsOf(path: string): readonly string[] {
  const parts: string[] = [];
  for (const piece of path.match(/(?:\\\.|[^.])*\.?/g) ?? []) {
    const part = piece.replace(/(?<!\\)\.$/, "").replaceAll("\\.", ".");
    const open = parts.at(-1);
    if (open?.startsWith("[") && !open.endsWith("]")) parts[parts.length - 1] = `${open}.${part}`;
    else if (part !== "" || piece.endsWith(".")) parts.push(part);
  }
  return parts.map((part) => (part.startsWith("[") && !part.includes("=") ? part.replaceAll(/^\[+|\]+$/g, "") : part));
}

/** The key and the value that `[key=value]` asks of an item. */
function askedOf(part: string): { readonly key: string; readonly value: string } | undefined {
  const match = /^\[([^=]*)=(.*)\]$/s.exec(part);
  return match ? { key: match[1] as string, value: match[2] as string } : undefined;
}

const isIndex = (part: string | undefined) => part !== undefined && /^\+?\d+$/.test(part);

/** The node at a path, the first of several items. */
function lookUp(node: MutableNode | undefined, [part, ...rest]: readonly string[]): MutableNode | undefined {
  if (part === undefined || !node) return node;
  const asked = askedOf(part);
  if (node.kind === "mapping") return lookUp(find(node, part)?.value, rest);
  if (node.kind === "scalar") return node.unknown ? node : undefined;
  if (asked) return lookUp(node.items.find(({ value }) => keyOf(value, asked.key) === asked.value)?.value, rest);
  const index = part === "-" ? node.items.length - 1 : isIndex(part) ? Number(part) : -1;
  return lookUp(node.items[index]?.value, rest);
}

function keyOf(item: MutableNode, key: string): string | undefined {
  const node = key === "" ? item : item.kind === "mapping" ? find(item, key)?.value : undefined;
  return node?.kind === "scalar" && !node.unknown ? textOf(node) : undefined;
}

/**
 * What holds the fields at a path, which are made where `create` says what is to stand there (kyaml, yaml.PathMatcher). `undefined` where the path leads through
 * what is unknown.
 */
function holdersAt(
  holder: Holder,
  [part, ...rest]: readonly string[],
  create: MutableNode | undefined,
): readonly Holder[] | undefined {
  if (part === undefined) return [holder];
  const node = holder.value;
  if (node.kind === "scalar") return node.unknown ? undefined : [];
  const below = node.kind === "mapping" ? entriesAt(node, part, rest, create) : itemsAt(node, part, rest, create);
  const all: Holder[] = [];
  for (const one of below) {
    const found = holdersAt(one, rest, create);
    if (!found) return undefined;
    all.push(...found);
  }
  return all;
}

function entriesAt(
  mapping: MutableMapping,
  part: string,
  rest: readonly string[],
  create: MutableNode | undefined,
): readonly Holder[] {
  if (!find(mapping, part) && create) put(mapping, part, emptyFor(rest, create));
  return mapping.entries.filter(({ name }) => name === part);
}

function itemsAt(
  list: MutableSequence,
  part: string,
  rest: readonly string[],
  create: MutableNode | undefined,
): readonly Holder[] {
  if (part === "*") return list.items;
  if (isIndex(part)) {
    const index = Number(part);
    if (index === list.items.length && create) list.items.push({ dash: create.start, value: emptyFor(rest, create) });
    return list.items.slice(index, index + 1);
  }
  const asked = askedOf(part);
  const matches = asked && goPattern(asked.value);
  if (!asked || !matches) return [];
  const fits = ({ value }: Holder) => {
    const text = keyOf(value, asked.key);
    return text !== undefined && matches(text);
  };
  if (create && !list.items.some(fits)) {
    const value = scalarAt(create, decodePlain(asked.value));
    const item = asked.key === "" ? value : mappingOf(create);
    if (item.kind === "mapping") put(item, asked.key, value);
    list.items.push({ dash: create.start, value: item });
  }
  return list.items.filter(fits);
}

/** What is made for a path to go on in, or for a value to stand in. */
function emptyFor([next]: readonly string[], create: MutableNode): MutableNode {
  if (next === undefined) return scalarAt(create, null);
  if (!isIndex(next) && !askedOf(next)) return mappingOf(create);
  const { start, end } = create;
  return { kind: "sequence", start, end, anchor: undefined, tag: undefined, style: "block", column: 0, items: [], open: false };
}
