/** Whether a text is an IPv4 or IPv6 address as Go's net/netip parses it (no zone, no leading zeros in IPv4). */
export function isIpAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isIpv6(text: string): boolean {
  if (!/^[0-9A-Fa-f:.]+$/.test(text) || !text.includes(":")) return false;
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1);
  const embedded = last?.includes(".") === true;
  if (embedded && !isIpv4(last as string)) return false;
  const hex = embedded ? groups.slice(0, -1) : groups;
  if (!hex.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
  const count = hex.length + (embedded ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

/** An address block: the address as bits, and how many of them count. */
export interface Cidr {
  readonly bits: bigint;
  readonly prefix: number;
  /** 32 or 128. */
  readonly width: number;
}

/** Takes a CIDR apart as Go's netip.ParsePrefix does; host bits may be set. `undefined` if it is none. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = "", length, ...more] = text.split("/");
  if (more.length > 0 || length === undefined || !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const bits = isIpv4(address) ? ipv4Bits(address) : isIpv6(address) ? ipv6Bits(address) : undefined;
  const width = isIpv4(address) ? 32 : 128;
  return bits === undefined || Number(length) > width ? undefined : { bits, prefix: Number(length), width };
}

/** Whether the block holds the other one whole. */
export function holds(outer: Cidr, inner: Cidr): boolean {
  return (
    outer.width === inner.width && outer.prefix <= inner.prefix && network(outer, outer.prefix) === network(inner, outer.prefix)
  );
}

/** Whether bits behind the prefix are set: the address names a host, not a network. */
export function hasHostBits(cidr: Cidr): boolean {
  return network(cidr, cidr.prefix) << BigInt(cidr.width - cidr.prefix) !== cidr.bits;
}

/** An IPv4 block as text, without its host bits; `undefined` for IPv6, whose spelling is a matter of choice. */
export function canonicalIpv4(cidr: Cidr): string | undefined {
  if (cidr.width !== 32) return undefined;
  const bits = network(cidr, cidr.prefix) << BigInt(32 - cidr.prefix);
  return `${[24n, 16n, 8n, 0n].map((by) => (bits >> by) & 255n).join(".")}/${cidr.prefix}`;
}

function network(cidr: Cidr, prefix: number): bigint {
  return cidr.bits >> BigInt(cidr.width - prefix);
}

function ipv4Bits(text: string): bigint {
  return text.split(".").reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function ipv6Bits(text: string): bigint {
  const last = text.slice(text.lastIndexOf(":") + 1);
  const hex = isIpv4(last)
    ? text.slice(0, -last.length) +
      ipv4Bits(last)
        .toString(16)
        .padStart(8, "0")
        .replace(/(.{4})/, "$1:")
    : text;
  const [head = "", tail] = hex.split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const groups = tail === undefined ? front : [...front, ...new Array<string>(8 - front.length - back.length).fill("0"), ...back];
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}
