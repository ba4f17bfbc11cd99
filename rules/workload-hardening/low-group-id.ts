// core/v1 SecurityContext.runAsGroup: with runAsUser set and no group, the runtime takes group 0.
import { boolean, defineRule, integer } from "../../server/api.ts";
import { reportLowIds } from "./_low-id.ts";

export default defineRule({
  id: "low-group-id",
  family: "workload-hardening",
  severity: "info",
  tier: "all",
  title: "Container runs with a low group id",
  why: "An id that a group of the node has too gives an escaped process, or one that reaches a mounted path, that group's files.",
  ignoreWhen: "An image whose files belong to a fixed low group; with hostUsers: false ids of the pod are none of the node.",
  peers: [
    "trivy:KSV-0021",
    "kube-score:container-security-context-user-group-id",
    "monokle:KBP105",
    "monokle:KSV021",
    "kubesec:RunAsGroup",
  ],
  fix: "suggestion",
  options: {
    minGid: integer(10000, "The lowest group id that is accepted.", { min: 1 }),
    defaultGid: integer(10001, "The group id that the fix proposes.", { min: 1 }),
    reportUnset: boolean(true, "Report containers that leave the group to their image."),
  },
  pod(pod, { options, report }) {
    const { minGid, defaultGid, reportUnset } = options;
    reportLowIds(pod, "runAsGroup", { minimum: minGid, proposed: defaultGid, reportUnset }, report);
  },
});
