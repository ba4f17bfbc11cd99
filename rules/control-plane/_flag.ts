import { boolean, type Fix, type Op, suggestion } from "../../server/api.ts";
import type { Component, Flag } from "./_component.ts";

/** The option of every rule that reports a missing flag. */
export const KUBEADM_MISSING = {
  kubeadmMissing: boolean(
    false,
    "Also report a flag as missing in a kubeadm or Cluster API configuration that kubeadm does not set by itself",
  ),
};

interface Missing {
  readonly kubeadmMissing: boolean;
}

/** The flag that counts: the last one of that name. */
export function find(component: Component, name: string): Flag | undefined {
  return component.flags.findLast((flag) => flag.name === name);
}

/** Whether a flag that is not there is certainly not passed, and nobody else is to decide on it. */
export function mayMiss(component: Component, { kubeadmMissing }: Missing): boolean {
  return !component.open && (component.tool === undefined || (component.tool === "kubeadm" && kubeadmMissing));
}

/** The items of a comma-separated flag, those of repeated ones together; `undefined` if it is not passed or cannot be known. */
export function listed(component: Component, ...names: readonly string[]): readonly string[] | undefined {
  const flags = component.flags.filter((flag) => names.includes(flag.name));
  if (flags.length === 0 || flags.some((flag) => flag.value === undefined)) return undefined;
  return flags.flatMap((flag) => items(flag));
}

/** The items of one comma-separated flag. */
export function items(flag: Flag): readonly string[] {
  return (flag.value ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** The operations that leave the flag with these items, or without any: gone. */
export function keep(flag: Flag, kept: readonly string[]): readonly Op[] {
  return kept.length > 0 ? flag.set(kept.join(",")) : flag.remove();
}

/** As the components read a boolean flag (Go's strconv.ParseBool). */
export function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(1|t|T|true|TRUE|True)$/.test(value);
}

export function isFalse(value: string | undefined): boolean {
  return value !== undefined && /^(0|f|F|false|FALSE|False)$/.test(value);
}

/** A suggestion, if there is a way to write it. */
export function offer(title: string, ops: readonly Op[]): { readonly fixes: readonly Fix[] } {
  return { fixes: ops.length > 0 ? [suggestion(title, ...ops)] : [] };
}
