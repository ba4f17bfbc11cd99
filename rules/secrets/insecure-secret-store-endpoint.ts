// API references: external-secrets.io SecretStore, secrets.hashicorp.com VaultConnection, secrets-store.csi.x-k8s.io, cert-manager.io Issuer.
import { type Context, defineRule, type Field, manual, type Resource, set } from "../../server/api.ts";
import { providerOf, STORE_KINDS } from "./_store.ts";

/** Fields of a provider that hold the address of the store. */
const ADDRESSES: readonly (readonly string[])[] = [
  ["server"],
  ["server", "url"],
  ["url"],
  ["host"],
  ["hostAPI"],
  ["apiUrl"],
  ["baseUrl"],
  ["baseUri"],
  ["connectHost"],
  ["akeylessGWApiURL"],
  ["bitwardenServerSDKURL"],
  ["vaultUrl"],
];

const LOCAL = /^http:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?:[:/]|$)/i;

/** Whether only the DNS of the cluster knows the name: the traffic stays in the pod network. */
function isInternal(url: string): boolean {
  const host = /^http:\/\/([^/:]+)/i.exec(url)?.[1] ?? "";
  return /^[a-z0-9-]+$/i.test(host) || /\.svc(?:\.|$)/i.test(host);
}

export default defineRule({
  id: "insecure-secret-store-endpoint",
  family: "secrets",
  severity: "error",
  tier: "recommended",
  title: "Secret store reached without TLS, or without checking its certificate",
  why: "The credential for the store and every secret that is read from it cross the network in plain text, or go to whoever answers in the store's place.",
  ignoreWhen:
    "A service mesh encrypts the connection between the two pods. An address within the cluster is reported as information only.",
  references: ["https://external-secrets.io/latest/provider/hashicorp-vault/"],
  fix: "suggestion",
  kinds: [
    ...STORE_KINDS,
    "secrets.hashicorp.com/VaultConnection",
    "secrets-store.csi.x-k8s.io/SecretProviderClass",
    "cert-manager.io/Issuer",
    "cert-manager.io/ClusterIssuer",
  ],
  resource(resource, { report }) {
    for (const address of addressesOf(resource)) checkAddress(address, resource, report);
    for (const skip of [resource.at("spec", "skipTLSVerify"), resource.at("spec", "parameters", "vaultSkipTLSVerify")])
      if (String(skip.value) === "true")
        report(skip.pair, `${resource.kind} "${resource.name}" trusts whoever answers: the certificate is not checked.`, {
          fixes: [manual("Check the certificate", set(skip, typeof skip.value === "string" ? "false" : false))],
        });
  },
});

function addressesOf(resource: Resource): readonly Field[] {
  const spec = resource.at("spec");
  switch (resource.kind) {
    case "VaultConnection":
      return [spec.at("address")];
    case "SecretProviderClass":
      return [spec.at("parameters", "vaultAddress")];
    case "Issuer":
    case "ClusterIssuer":
      return [spec.at("vault", "server")];
    default: {
      const settings = providerOf(resource)?.[1];
      return settings ? ADDRESSES.map((path) => settings.at(...path)) : [];
    }
  }
}

function checkAddress(address: Field, { kind, name }: Resource, report: Context["report"]): void {
  const url = address.raw;
  if (typeof url !== "string" || !/^http:\/\//i.test(url) || LOCAL.test(url)) return;
  report(address, `${kind} "${name}" reaches its store over plain HTTP.`, {
    ...(isInternal(url) ? { severity: "info" as const } : {}),
    fixes: [manual("Use https", set(address, url.replace(/^http:/i, "https:")))],
  });
}
