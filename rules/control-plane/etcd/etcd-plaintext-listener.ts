// etcd security model, https://etcd.io/docs/v3.5/op-guide/security/; CIS Kubernetes Benchmark 2.
import { type Component, defineRule, flagItems, keepItems } from "../../../server/api.ts";

import { severityOf } from "../_etcd.ts";
import { offer } from "../_flag.ts";
import { hostOf, isLoopback } from "../_url.ts";
import { onComponent } from "../_visit.ts";

const URLS: ReadonlySet<string> = new Set([
  "listen-client-urls",
  "advertise-client-urls",
  "listen-peer-urls",
  "initial-advertise-peer-urls",
]);

const ANY: ReadonlySet<string> = new Set(["0.0.0.0", "::", ""]);

function onHostNetwork({ container }: Component): boolean {
  return container === undefined || container.pod.at("hostNetwork").value === true;
}

export default defineRule({
  id: "etcd-plaintext-listener",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "etcd listens in plain text or to every network",
  why: "An http:// URL hands the whole cluster state, all Secrets among it, to everyone who can listen on the network. An address such as 0.0.0.0 on a control-plane node opens etcd to networks that have no business there.",
  ignoreWhen:
    "http:// for metrics only belongs in --listen-metrics-urls, which is not looked at; nor are loopback addresses and pods outside the host's network that listen on all their addresses with TLS.",
  references: [
    "https://etcd.io/docs/v3.5/op-guide/security/",
    "https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/",
  ],
  fix: "suggestion",
  ...onComponent("etcd", (component, { report }) => {
    for (const flag of component.flags) {
      if (!URLS.has(flag.name) || flag.value === undefined) continue;
      const urls = flagItems(flag);
      const plain = urls.find((url) => url.startsWith("http://") && !isLoopback(url));
      const wide = urls.find((url) => ANY.has(hostOf(url) ?? ""));
      if (plain)
        report(flag.place, `${component.label} uses no TLS: --${flag.name} has ${plain}.`, {
          ...offer(
            "Use https",
            keepItems(
              flag,
              urls.map((url) => (isLoopback(url) ? url : url.replace(/^http:/, "https:"))),
            ),
          ),
          severity: severityOf(component),
        });
      else if (wide && flag.name === "listen-client-urls" && onHostNetwork(component))
        report(flag.place, `${component.label} listens on every address: --${flag.name} has ${wide}.`, {
          severity: "warning",
        });
    }
  }),
});
