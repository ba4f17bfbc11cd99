// batch validation, validateJobSpec: a podFailurePolicy needs restartPolicy Never.
// apps validation, ValidatePodTemplateSpecForReplicaSet (Always only); batch validation, ValidateJobSpec (OnFailure or Never).
import { defineRule, isMisspelt, remove, set, suggestion } from "../../server/api.ts";

const FOR_EVER: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController"]);
const TO_AN_END: ReadonlySet<string> = new Set(["Job", "CronJob"]);

export default defineRule({
  id: "invalid-restart-policy",
  family: "resources-reliability",
  severity: "error",
  tier: "recommended",
  title: "Restart policy does not fit the workload",
  why: "The API server refuses the object: pods of a Deployment must always be restarted, those of a Job must not, and a Job that says nothing has the default Always.",
  references: ["https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy"],
  peers: ["kube-score:cronjob-restartpolicy", "kube-linter:restart-policy"],
  fix: "suggestion",
  needs: ["restartPolicy", "Job", "JobList", "CronJob", "CronJobList"],
  pod(pod, { report }) {
    const { builtIn, kind } = pod.resource;
    const policy = pod.at("restartPolicy");
    if (!builtIn || policy.state === "unknown") return;
    const failures = pod.resource.at("spec", ...(kind === "CronJob" ? ["jobTemplate", "spec"] : []), "podFailurePolicy");
    if (TO_AN_END.has(kind) && failures.isMapping && !failures.conditional && policy.value === "OnFailure") {
      report(policy, `Pods of a ${kind} with a podFailurePolicy need restartPolicy Never.`, {
        related: [{ message: "The policy.", at: failures }],
        fixes: [suggestion("Never restart", set(policy, "Never"))],
      });
      return;
    }
    if (FOR_EVER.has(kind) && policy.value !== undefined && policy.value !== "" && policy.value !== "Always")
      report(policy, `Pods of a ${kind} must always be restarted, not ${policy.value}.`, {
        fixes: [suggestion("Remove restartPolicy", remove(policy))],
      });
    else if (TO_AN_END.has(kind) && ((policy.absent && !isMisspelt(policy)) || policy.value === "" || policy.value === "Always"))
      report(
        policy,
        `Pods of a ${kind} need restartPolicy OnFailure or Never${policy.absent ? "; the default is Always" : ""}.`,
        {
          fixes: [suggestion("Restart on failure", set(policy, "OnFailure")), suggestion("Never restart", set(policy, "Never"))],
        },
      );
  },
});
