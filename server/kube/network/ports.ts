import type { PolicyPort } from "./network-policy.ts";

/** A range of ports of a protocol. */
export interface PortRange {
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
}

/** Ports by range; all of every protocol where traffic is not limited to any. */
export type Ports = readonly PortRange[] | "all";

/** A port that a container names. */
export interface NamedPort {
  readonly name: string | undefined;
  readonly number: number;
  readonly protocol: string;
}

export const FIRST_PORT = 1;
export const LAST_PORT = 65_535;

/** The ports that a rule allows on a pod: names are those that the pod's containers give. */
export function portsOf(ports: readonly PolicyPort[] | undefined, named: readonly NamedPort[]): Ports {
  if (!ports) return "all";
  return ports.flatMap(({ protocol, port, endPort }): readonly PortRange[] => {
    if (port === undefined) return [{ protocol, first: FIRST_PORT, last: LAST_PORT }];
    if (typeof port === "number") return [{ protocol, first: port, last: endPort ?? port }];
    return named
      .filter((one) => one.name === port && one.protocol === protocol)
      .map(({ number }) => ({ protocol, first: number, last: number }));
  });
}

/** The ports that are in both. */
export function both(a: Ports, b: Ports): Ports {
  if (a === "all") return b;
  if (b === "all") return a;
  return a.flatMap((one) =>
    b.flatMap((other) => {
      const [first, last] = [Math.max(one.first, other.first), Math.min(one.last, other.last)];
      return one.protocol === other.protocol && first <= last ? [{ protocol: one.protocol, first, last }] : [];
    }),
  );
}

/** The ports that are in one of them, in order; ranges that touch are one. */
export function either(a: Ports, b: Ports): Ports {
  if (a === "all" || b === "all") return "all";
  const sorted = [...a, ...b].sort((x, y) => compare(x.protocol, y.protocol) || x.first - y.first || x.last - y.last);
  const merged: PortRange[] = [];
  for (const range of sorted) {
    const before = merged.at(-1);
    if (before?.protocol === range.protocol && range.first <= before.last + 1)
      merged[merged.length - 1] = { ...before, last: Math.max(before.last, range.last) };
    else merged.push(range);
  }
  return merged;
}

export function isNone(ports: Ports): boolean {
  return ports !== "all" && ports.length === 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
