/**
 * Whether another tool's marker means a rule's peer; both are `tool:check`. `*` in the marker stands for anything, case does not count, and
 * Trivy's ids may have their older forms (`AVD-KSV-0017`, `KSV017`).
 */
export function meansPeer(marker: string, peer: string): boolean {
  const wanted = normal(marker);
  const found = normal(peer);
  if (!wanted.includes("*")) return wanted === found;
  const parts = wanted.split("*").map((part) => part.replace(/[^\w:-]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(found);
}

function normal(id: string): string {
  return id
    .toLowerCase()
    .replace(/^trivy:avd-/, "trivy:")
    .replace(/^trivy:ksv-?0*(?=\d)/, "trivy:ksv-");
}
