// CIS Kubernetes Benchmark 1.2.3; CVE-2020-8554.
import { defineRule } from "../../../server/api.ts";
import { requirePlugin } from "../_admission-plugin.ts";

export default defineRule({
  id: "apiserver-external-ips-not-denied",
  family: "control-plane",
  severity: "info",
  tier: "strict",
  title: "Services may claim any external IP address",
  why: "Whoever may create a Service can name somebody else's address in spec.externalIPs, and the nodes then send that address's traffic to pods of that Service (CVE-2020-8554). Kubernetes has no other fix than this admission plug-in.",
  ignoreWhen:
    "A policy engine already refuses spec.externalIPs, or you need the field and trust everyone who may create a Service.",
  standards: ["cis:1.2.3"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips"],
  peers: ["trivy:KCV-0003", "kubescape:C-0115", "kubescape:C-0283"],
  fix: "suggestion",
  ...requirePlugin("DenyServiceExternalIPs", "lets Services claim any external IP"),
});
