import type { Op } from "../../yaml/edit/op.ts";
import type { Component, Flag } from "./component.ts";

/** The flag that counts: the last one of that name. */
export function findFlag(component: Component, name: string): Flag | undefined {
  return component.flags.findLast((flag) => flag.name === name);
}

/** The items of a comma-separated flag, those of repeated ones together; `undefined` if it is not passed or cannot be known. */
export function listedItems(component: Component, ...names: readonly string[]): readonly string[] | undefined {
  const flags = component.flags.filter((flag) => names.includes(flag.name));
  if (flags.length === 0 || flags.some((flag) => flag.value === undefined)) return undefined;
  return flags.flatMap((flag) => flagItems(flag));
}

/** The items of one comma-separated flag. */
export function flagItems(flag: Flag): readonly string[] {
  return (flag.value ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** The operations that leave the flag with these items, or without any: gone. */
export function keepItems(flag: Flag, kept: readonly string[]): readonly Op[] {
  return kept.length > 0 ? flag.set(kept.join(",")) : flag.remove();
}

/** As the components read a boolean flag (Go's strconv.ParseBool). */
export function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(1|t|T|true|TRUE|True)$/.test(value);
}

/** Its opposite: neither is true of a text that is no boolean. */
export function isFalse(value: string | undefined): boolean {
  return value !== undefined && /^(0|f|F|false|FALSE|False)$/.test(value);
}
