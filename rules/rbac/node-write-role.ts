// Node API: taints, labels and capacity decide where pods go (kubernetes: plugin/pkg/admission/noderestriction guards only the node's own changes).
import { defineRule } from "../../server/api.ts";
import { onGrant } from "./_grant.ts";

export default defineRule({
  id: "node-write-role",
  family: "rbac",
  severity: "warning",
  tier: "strict",
  title: "Role lets its holders change or delete nodes",
  why: "Who changes the labels, taints or capacity of nodes decides where pods land: sensitive pods can be drawn to a node that is already compromised, or the cluster can be emptied.",
  ignoreWhen:
    "It is the role of a component that looks after nodes: a cloud controller, an autoscaler, a node labeller, a network plug-in.",
  how: "Grant patch on nodes/status or the one verb that is needed, and keep the role to the component that needs it.",
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  ...onGrant({
    access: [
      { groups: [""], resources: ["nodes"], verbs: ["update", "patch", "delete", "deletecollection"] },
      { groups: [""], resources: ["nodes/status"], verbs: ["update", "patch"] },
    ],
    kinds: ["ClusterRole"],
  }),
});
