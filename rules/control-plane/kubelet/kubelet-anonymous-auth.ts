// CIS Kubernetes Benchmark 4.2.1; KubeletConfiguration authentication.anonymous.enabled (default false; of the flag, true).
import { defineRule, isTrue } from "../../../server/api.ts";
import { offer } from "../_flag.ts";
import { onKubelet } from "../_kubelet.ts";

export default defineRule({
  id: "kubelet-anonymous-auth",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Kubelet accepts anonymous requests",
  why: "Whoever reaches port 10250 of the node can then ask as system:anonymous, and with AlwaysAllow or one careless binding run commands in every pod there.",
  ignoreWhen: "Never.",
  standards: ["cis:4.2.1", "nsa"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"],
  peers: [
    "checkov:CKV_K8S_138",
    "trivy:KCV-0079",
    "kubescape:C-0172",
    "kubescape:C-0069",
    "kics:anonymous_auth_is_not_set_to_false",
  ],
  fix: "suggestion",
  ...onKubelet(["authentication", "anonymous", "enabled"], "anonymous-auth", (setting, { report }) => {
    if (!isTrue(setting.value) && !setting.bare) return;
    const reason = setting.bare ? "--anonymous-auth is not set" : `${setting.name} is true`;
    report(
      setting.place,
      `${setting.label} accepts anonymous requests: ${reason}.`,
      offer("Refuse anonymous requests", setting.set(false)),
    );
  }),
});
