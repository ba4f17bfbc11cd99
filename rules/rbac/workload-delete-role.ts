// MITRE ATT&CK T1485 for containers: data destruction.
import { type Access, coversResource, defineRule } from "../../server/api.ts";
import { grantsOf, verbWords, wordsOf } from "./_grant.ts";
import { ROLES, titleOf } from "./_role.ts";

const VERBS = ["delete", "deletecollection"];
const ACCESS: readonly Access[] = [
  { groups: [""], resources: ["secrets", "pods", "services", "persistentvolumes", "namespaces"], verbs: VERBS },
  { groups: ["apps", "extensions"], resources: ["deployments", "replicasets", "daemonsets", "statefulsets"], verbs: VERBS },
  { groups: ["batch"], resources: ["jobs", "cronjobs"], verbs: VERBS },
];
const WHOLE = ["persistentvolumes", "namespaces"];

export default defineRule({
  id: "workload-delete-role",
  family: "rbac",
  severity: "info",
  tier: "strict",
  title: "Role deletes workloads or data",
  why: "Deleting takes no skill and undoes what backups must bring back. A namespace takes everything in it along, and deletecollection empties a kind with one request.",
  ignoreWhen: "The holder makes and removes these objects as its work: deployment tools, operators, garbage collectors.",
  how: "Leave out delete where replacing is enough, and deletecollection where objects go one by one.",
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  peers: ["kubescape:C-0007"],
  yieldsTo: ["full-admin-role", "wildcard-rbac-rule"],
  kinds: ROLES,
  needs: verbWords(...ACCESS),
  resource(role, { report }) {
    for (const grant of grantsOf(role, ACCESS)) {
      const [verb] = grant.verbs;
      const whole =
        role.kind === "ClusterRole" &&
        grant.resources.some(({ text }) => WHOLE.some((resource) => coversResource(text, resource)));
      if (verb)
        report(verb.at, `${titleOf(role)} grants ${wordsOf(grant)}.`, {
          ...(whole ? { severity: "warning" } : {}),
        });
    }
  },
});
