// core/v1 SecurityContext.runAsUser; NSA Kubernetes Hardening Guide, "Non-root containers".
import { boolean, defineRule, integer } from "../../server/api.ts";
import { reportLowIds } from "./_low-id.ts";

export default defineRule({
  id: "low-user-id",
  family: "workload-hardening",
  severity: "info",
  tier: "all",
  title: "Container runs with a low user id",
  why: "An id that a user of the node has too gives an escaped process, or one that reaches a mounted path, that user's files.",
  ignoreWhen: "An image whose files belong to a fixed low id; with hostUsers: false ids of the pod are none of the node.",
  standards: ["nsa"],
  peers: [
    "checkov:CKV_K8S_40",
    "trivy:KSV-0020",
    "kube-score:container-security-context-user-group-id",
    "monokle:KBP104",
    "monokle:KSV020",
    "kics:container_running_with_low_uid",
    "kics:containers_run_with_low_uid",
    "kubesec:RunAsUser",
  ],
  fix: "suggestion",
  options: {
    minUid: integer(10000, "The lowest user id that is accepted.", { min: 1 }),
    defaultUid: integer(10001, "The user id that the fix proposes.", { min: 1 }),
    reportUnset: boolean(true, "Report containers that leave the user to their image."),
  },
  pod(pod, { options, report }) {
    const { minUid, defaultUid, reportUnset } = options;
    reportLowIds(pod, "runAsUser", { minimum: minUid, proposed: defaultUid, reportUnset }, report);
  },
});
