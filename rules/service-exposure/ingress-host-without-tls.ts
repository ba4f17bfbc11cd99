// networking.k8s.io/v1 IngressTLS.hosts; without secretName the controller falls back on its default certificate.
import { append, defineRule, type Field, manual, type Resource, suggestion } from "../../server/api.ts";
import { hasTlsElsewhere, isIssued, rulesOf } from "./_ingress.ts";

export default defineRule({
  id: "ingress-host-without-tls",
  family: "service-exposure",
  severity: "warning",
  tier: "recommended",
  title: "Ingress host has no TLS",
  why: "The other hosts have a certificate, this one does not: it is served in plain text, or with a certificate that no browser accepts for it.",
  ignoreWhen: "The host serves plain HTTP on purpose, such as redirects or the challenges of a certificate authority.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/ingress/#tls"],
  fix: "suggestion",
  kinds: ["Ingress"],
  needs: ["tls"],
  resource(ingress, { report }) {
    const tls = ingress.at("spec", "tls");
    const entries = tls.items();
    if (entries.length === 0 || tls.open || hasTlsElsewhere(ingress)) return;
    for (const entry of entries) checkSecret(entry, ingress, report);
    // An entry without hosts stands for all of them (or for what cannot be known).
    if (entries.some((entry) => entry.at("hosts").items().length === 0 || !allKnown(entry.at("hosts")))) return;
    const covered = entries.flatMap((entry) =>
      entry
        .at("hosts")
        .items()
        .map((host) => (host.string ?? "").toLowerCase()),
    );
    const seen = new Set<string>();
    for (const rule of rulesOf(ingress)) {
      const field = rule.at("host");
      const host = field.string?.toLowerCase() ?? "";
      if (field.state === "unknown" || host === "" || seen.has(host) || covered.some((name) => covers(name, host))) continue;
      seen.add(host);
      const hosts = entries[0]?.at("hosts") as Field;
      report(field, `No entry of tls covers host "${host}".`, {
        related: [{ message: "The hosts with TLS.", at: hosts }],
        fixes:
          entries.length === 1
            ? [(isIssued(ingress) ? suggestion : manual)(`Add ${host} to the hosts with TLS`, append(hosts, host))]
            : [],
      });
    }
  },
});

function checkSecret(
  entry: Field,
  ingress: Resource,
  report: (at: Field, message: string, extra: { severity: "info" }) => void,
): void {
  if (!entry.isMapping || !entry.at("secretName").absent || isIssued(ingress) || ingress.at("metadata", "annotations").open)
    return;
  report(entry, "This entry names no certificate (secretName): the controller uses its default one.", { severity: "info" });
}

function allKnown(hosts: Field): boolean {
  return !hosts.open && hosts.items().every((host) => host.string !== undefined);
}

/** As TLS does it: a wildcard stands for one label. */
function covers(name: string, host: string): boolean {
  return name === host || (name.startsWith("*.") && host.slice(host.indexOf(".")) === name.slice(1));
}
