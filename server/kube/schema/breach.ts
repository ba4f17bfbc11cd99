import type { Content, Entry, Mapping, Scalar } from "../../yaml/tree/tree.ts";
import type {
  Alone,
  Constraint,
  Excluded,
  Inside,
  Keys,
  Needed,
  Pattern,
  Quantities,
  Range,
  Size,
  Together,
  Unique,
  When,
} from "./constraint.ts";
import { isPlaceholder, nodeAt } from "./node-at.ts";
import { parseQuantity } from "./quantity.ts";

/** What breaks a constraint: the field to blame (below the mapping) and what is wrong. */
export interface Breach {
  readonly at: readonly (string | number)[];
  readonly problem: string;
  /** It is about what is not there. */
  readonly lacks?: true;
  /** Not the value is to blame, but its key. */
  readonly isKey?: true;
  /** An item that stands in the way. */
  readonly first?: readonly (string | number)[];
}

/** The first breach of the constraint in a mapping; `undefined` where it is kept, or where that cannot be known. */
export function breachOf(mapping: Mapping, constraint: Constraint): Breach | undefined {
  switch (constraint.rule) {
    case "together":
      return togetherBreach(mapping, constraint);
    case "range":
      return rangeBreach(mapping, constraint);
    case "pattern":
      return holds(mapping, constraint.when) ? patternBreach(mapping, constraint) : undefined;
    case "keys":
      return keysBreach(mapping, constraint);
    case "quantities":
      return quantitiesBreach(mapping, constraint);
    case "needed":
      return holds(mapping, constraint.when) ? neededBreach(mapping, constraint) : undefined;
    case "excluded":
      return excludedBreach(mapping, constraint);
    case "unique":
      return uniqueBreach(mapping, constraint);
    case "size":
      return holds(mapping, constraint.when) ? sizeBreach(mapping, constraint) : undefined;
    case "alone":
      return aloneBreach(mapping, constraint);
    case "inside":
      return insideBreach(mapping, constraint);
  }
}

function insideBreach(mapping: Mapping, { field, constraint }: Inside): Breach | undefined {
  const node = nodeAt(mapping, field);
  if (node === undefined || node === "unknown" || node.kind !== "mapping") return undefined;
  const breach = breachOf(node, constraint);
  if (!breach) return undefined;
  const { at, first } = breach;
  return { ...breach, at: [field, ...at], ...(first && { first: [field, ...first] }) };
}

function isEmpty(node: Content): boolean {
  if (node.kind === "scalar") return node.value === "";
  return node.kind === "sequence" && node.items.length === 0 && !node.open;
}

/** Whether the conditions are certainly met. */
function holds(mapping: Mapping, when: readonly When[] = []): boolean {
  return when.every((one) => isMet(mapping, one));
}

function isMet(mapping: Mapping, when: When): boolean {
  const node = nodeAt(mapping, when.field);
  if (node === "unknown") return false;
  const isSet = node !== undefined && !isEmpty(node);
  if (when.set !== undefined) return isSet === when.set;
  const value = isSet ? (node.kind === "scalar" ? node.value : undefined) : when.absent;
  if (value === undefined || value === null) return false;
  return when.in ? when.in.includes(value) : !(when.not?.includes(value) ?? false);
}

function togetherBreach(mapping: Mapping, { of, least, most, what }: Together): Breach | undefined {
  const there = of.flatMap((name) => {
    const node = nodeAt(mapping, name);
    return node !== undefined && node !== "unknown" && !isEmpty(node) ? { name, start: node.start } : [];
  });
  const [first, second] = there.sort((a, b) => a.start - b.start).map(({ name }) => name);
  if (first !== undefined && second !== undefined && most) {
    // In a template two may be alternatives.
    if (isGuarded(mapping, first) || isGuarded(mapping, second)) return undefined;
    return { at: [second], problem: `${second} and ${first} are both set: there can be only one ${what}` };
  }
  if (least === 0 || there.length > 0 || mapping.open || of.some((name) => nodeAt(mapping, name) === "unknown")) return undefined;
  return { at: [], lacks: true, problem: `No ${what} is given: one of ${listed(of)} is needed` };
}

function listed(names: readonly string[]): string {
  const shown = names.length > 6 ? [...names.slice(0, 5), "others"] : names;
  return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

function isGuarded(mapping: Mapping, name: string): boolean {
  return mapping.entries.some((entry: Entry) => entry.name === name && entry.guarded === true);
}

function rangeBreach(mapping: Mapping, { field, min, max }: Range): Breach | undefined {
  const node = nodeAt(mapping, field);
  if (node === undefined || node === "unknown" || node.kind !== "scalar" || typeof node.value !== "number") return undefined;
  if (node.value >= min && (max === undefined || node.value <= max)) return undefined;
  const bounds = max === undefined ? `at least ${min}` : `from ${min} to ${max}`;
  return { at: [field], problem: `${field} must be ${bounds}, and is ${node.value}` };
}

function patternBreach(mapping: Mapping, { field, matches, must }: Pattern): Breach | undefined {
  const node = nodeAt(mapping, field);
  if (node === undefined || node === "unknown") return undefined;
  if (node.kind === "sequence") {
    for (let i = 0; i < node.items.length; i++) {
      const item = node.items[i]?.value;
      if (item?.kind !== "scalar") continue;
      if (isNoText(item) && !matches.test("")) return { at: [field, i], problem: `An item of ${field} is empty` };
      if (isWrong(item, matches)) return { at: [field, i], problem: `"${item.value}" ${must}` };
    }
    return undefined;
  }
  if (node.kind !== "scalar" || !isWrong(node, matches)) return undefined;
  return { at: [field], problem: `${field} "${String(node.value)}" ${must}` };
}

/** An item that is null is read as an empty text; a field that is either is not set. */
function isNoText({ value, unknown }: Scalar): boolean {
  return !unknown && (value === null || value === "");
}

function isWrong(node: Scalar, matches: RegExp): boolean {
  const { value } = node;
  if (node.unknown || typeof value !== "string" || value === "" || isPlaceholder(node)) return false;
  // A word in capitals, or between brackets, is filled in later.
  return !matches.test(value) && !/[A-Z][A-Z0-9_]{3,}|[<>{}#@$]|%[A-Za-z_{]|\[\[|__/.test(value);
}

function keysBreach(mapping: Mapping, { field, matches, must, values }: Keys): Breach | undefined {
  const node = nodeAt(mapping, field);
  if (node === undefined || node === "unknown" || node.kind !== "mapping") return undefined;
  for (const { name, key, value } of node.entries) {
    if (name === "<<") continue;
    if (!key.unknown && !matches.test(name) && !/[${}<>%#@]/.test(name))
      return { at: [field, name], problem: `The key "${name}" ${must}`, isKey: true };
    if (values && value.kind === "scalar" && isWrong(value, values.matches))
      return { at: [field, name], problem: `${name} "${String(value.value)}" ${values.must}` };
  }
  return undefined;
}

/** Resources that can be had in parts. All others with a `/` in their names, such as devices, and huge pages cannot. */
const DIVISIBLE = /^((requests|limits)\.)?(cpu|memory|storage|ephemeral-storage)$|\.storage$/;

/** Objects that a quota counts. */
const COUNTED =
  /^(pods|services|services\.nodeports|services\.loadbalancers|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims)$/;

function quantitiesBreach(mapping: Mapping, { field, needs }: Quantities): Breach | undefined {
  const node = nodeAt(mapping, field);
  if (node === undefined || node === "unknown" || node.kind !== "mapping") return undefined;
  if (needs !== undefined && nodeAt(node, needs) === undefined)
    return { at: [field, needs], problem: `${field} must say how much ${needs}` };
  for (const { name, value } of node.entries) {
    if (value.kind !== "scalar" || value.unknown || isPlaceholder(value)) continue;
    const amount = parseQuantity(value.value);
    if (amount === undefined) continue;
    if (amount < 0) return { at: [field, name], problem: `${name} must not be negative, and is ${value.source}` };
    if (!Number.isInteger(amount) && !DIVISIBLE.test(name) && (name.includes("/") || COUNTED.test(name)))
      return { at: [field, name], problem: `${name} comes in whole numbers only, and is ${value.source}` };
  }
  return undefined;
}

function neededBreach(mapping: Mapping, { field, when, problem }: Needed): Breach | undefined {
  const node = nodeAt(mapping, field);
  if (node === "unknown" || (node !== undefined && !isEmpty(node))) return undefined;
  return { at: [field], lacks: true, problem: problem ?? `${field} must be given${conditionText(when)}` };
}

function excludedBreach(mapping: Mapping, { field, when }: Excluded): Breach | undefined {
  const node = nodeAt(mapping, field);
  if (node === undefined || node === "unknown" || isEmpty(node) || !holds(mapping, when)) return undefined;
  if (isGuarded(mapping, field) || when.some((one) => isGuarded(mapping, one.field))) return undefined;
  return { at: [field], problem: `${field} cannot be set${conditionText(when)}` };
}

function conditionText(all: readonly When[] | undefined): string {
  const when = all?.[0];
  if (!when) return "";
  if (when.set !== undefined) return when.set ? ` beside ${when.field}` : ` without ${when.field}`;
  return ` where ${when.field} is ${when.in ? when.in.join(" or ") : `not ${(when.not ?? []).join(" or ")}`}`;
}

function uniqueBreach(mapping: Mapping, { field, keys, defaults }: Unique): Breach | undefined {
  const node = nodeAt(mapping, field);
  if (node === undefined || node === "unknown" || node.kind !== "sequence" || node.open || node.items.length < 2)
    return undefined;
  const seen = new Map<string, number>();
  for (let i = 0; i < node.items.length; i++) {
    const value = node.items[i]?.value;
    const item = value?.kind === "alias" ? value.target : value;
    const identity = item && identityOf(item, keys, defaults);
    if (identity === undefined) continue;
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, i);
    else {
      const last = keys[0] === undefined ? [] : [keys[0]];
      return {
        at: [field, i, ...last],
        first: [field, first, ...last],
        problem: identity.trim()
          ? `${identity.replaceAll("\n", " ")} is listed twice in ${field}`
          : `${field} has two items without a ${keys[0]}`,
      };
    }
  }
  return undefined;
}

function sizeBreach(mapping: Mapping, { field, min = 0, max = Number.POSITIVE_INFINITY }: Size): Breach | undefined {
  const node = nodeAt(mapping, field);
  if (node === undefined || node === "unknown" || node.kind !== "sequence" || node.open) return undefined;
  const { length } = node.items;
  if (length < min)
    return { at: [field], problem: `${field} must have at least ${min} item${min === 1 ? "" : "s"}, and has ${length}` };
  return length > max
    ? { at: [field, max], problem: `${field} must have at most ${max} item${max === 1 ? "" : "s"}, and has ${length}` }
    : undefined;
}

function aloneBreach(mapping: Mapping, { field, word }: Alone): Breach | undefined {
  const node = nodeAt(mapping, field);
  if (node === undefined || node === "unknown" || node.kind !== "sequence" || node.open || node.items.length < 2)
    return undefined;
  const place = node.items.findIndex(({ value }) => value.kind === "scalar" && !value.unknown && value.value === word);
  return place < 0
    ? undefined
    : { at: [field, place], problem: `${word} stands for all in ${field}, so nothing else may stand there` };
}

function identityOf(item: Content, keys: readonly string[], defaults: Unique["defaults"]): string | undefined {
  if (keys.length === 0)
    return item.kind === "scalar" && item.value !== null && !item.unknown && !isPlaceholder(item)
      ? String(item.value)
      : undefined;
  if (item.kind !== "mapping") return undefined;
  const parts: string[] = [];
  for (const key of keys) {
    const node = nodeAt(item, key);
    const value =
      node === undefined ? defaults?.[key] : node === "unknown" || node.kind !== "scalar" ? undefined : String(node.value);
    if (value === undefined) return undefined;
    parts.push(value);
  }
  return parts.join("\n");
}
