// CIS Kubernetes Benchmark 1.2.30; kube-apiserver, --service-account-extend-token-expiration (default true).
import { defineRule, isFalse } from "../../../server/api.ts";

import { requireValue } from "../_require-flag.ts";

export default defineRule({
  id: "apiserver-extend-token-expiration",
  family: "control-plane",
  severity: "info",
  tier: "strict",
  title: "Pod tokens are valid for a year",
  why: "By default the API server lets the tokens that it puts into pods live a year instead of an hour, so that old clients which never re-read the file keep working. A stolen token works as long.",
  ignoreWhen:
    "Clients that do not reload their token still run in the cluster (the metric serviceaccount_stale_tokens_total shows them).",
  standards: ["cis:1.2.30"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/"],
  peers: ["kubescape:C-0290"],
  fix: "suggestion",
  ...requireValue("kube-apiserver", "service-account-extend-token-expiration", {
    says: "extends tokens",
    accepts: isFalse,
    set: "false",
  }),
});
