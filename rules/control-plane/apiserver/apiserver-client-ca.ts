// CIS Kubernetes Benchmark 1.2.25; kube-apiserver, --client-ca-file.
import { defineRule } from "../../../server/api.ts";
import { requireFlags } from "../_require-flag.ts";

export default defineRule({
  id: "apiserver-client-ca",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "API server cannot verify client certificates",
  why: "Kubelets, the scheduler and the controllers log in with certificates. Without a CA for clients they must use something weaker, such as static tokens.",
  ignoreWhen: "Every client, the nodes included, authenticates by tokens of an identity provider.",
  how: "Name the cluster's CA in --client-ca-file.",
  standards: ["cis:1.2.25"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates"],
  peers: ["trivy:KCV-0028", "kubescape:C-0139", "kics:client_certificate_authentication_not_setup_properly"],
  ...requireFlags("kube-apiserver", ["client-ca-file"], { says: "accepts no client certificates" }),
});
