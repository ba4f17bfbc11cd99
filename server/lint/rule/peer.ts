/**
 * Whether another tool's marker means a rule's peer; both are `tool:check`. `*` in the marker stands for anything, case does not count, and
 * Trivy's ids may have their older forms (`AVD-KSV-0017`, `KSV017`).
 */
export function meansPeer(marker: string, peer: string): boolean {
  const wanted = normal(marker);
  const found = normal(peer);
  const [first = "", ...others] = wanted.split("*");
  const last = others.pop();
  if (last === undefined) return wanted === found;
  if (!found.startsWith(first) || !found.endsWith(last)) return false;
  // Each part at the first place where it stands: no other choice could leave more to those behind it.
  let at = first.length;
  for (const part of others) {
    const place = found.indexOf(part, at);
    if (place < 0) return false;
    at = place + part.length;
  }
  return at <= found.length - last.length;
}

function normal(id: string): string {
  return id
    .toLowerCase()
    .replace(/^trivy:avd-/, "trivy:")
    .replace(/^trivy:ksv-?0*(?=\d)/, "trivy:ksv-");
}
