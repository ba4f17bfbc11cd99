// KEP-2799: since 1.24 such Secrets are made by hand only; KEP-1205 and the TokenRequest API replace them.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "long-lived-service-account-token",
  family: "secrets",
  severity: "warning",
  tier: "recommended",
  title: "Service account token never expires",
  why: "The token is valid from anywhere until the Secret is deleted. Whoever copies it once, from a backup, a log or etcd, keeps all rights of the account.",
  ignoreWhen:
    "A system outside the cluster takes no other credential; give its account the fewest rights. Of the Secrets that a ServiceAccount lists only those named like a token are reported: pipelines list others there.",
  how: "Mount a projected token, or ask for one with `kubectl create token`: it expires and is bound to the pod.",
  standards: ["cis:3.1.2", "cis:5.1.6"],
  references: ["https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets"],
  peers: ["kubescape:C-0287"],
  kinds: ["Secret", "ServiceAccount"],
  needs: ["token"],
  resource(resource, { report }) {
    if (resource.kind === "Secret") {
      const type = resource.at("type");
      const account = resource.at("metadata", "annotations", "kubernetes.io/service-account.name").string;
      const whose = account === undefined ? "a service account" : `service account "${account}"`;
      if (type.value === "kubernetes.io/service-account-token")
        report(type, `Secret "${resource.name}" holds a token of ${whose} that never expires.`);
      return;
    }
    const secrets = resource.at("secrets");
    if (secrets.items().some((item) => /-token(?:-[a-z0-9]{5})?$/.test(item.at("name").string ?? "")))
      report(secrets.key, `ServiceAccount "${resource.name}" lists the Secret of a token that never expires.`, {
        severity: "info",
      });
  },
});
