// batch/v1 JobSpec.ttlSecondsAfterFinished (KEP-592).
import { defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "job-missing-ttl",
  family: "resources-reliability",
  severity: "info",
  tier: "strict",
  title: "Finished Job is never removed",
  why: "Job and pods stay after the end, with their logs and their names: the next apply meets an immutable object of the same name, and thousands of dead pods slow the API server down.",
  ignoreWhen: "A tool (Helm hook policies, Argo CD) removes the Job, which is why hooks are not reported.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/"],
  peers: ["kube-linter:job-ttl-seconds-after-finished"],
  fix: "suggestion",
  kinds: ["Job"],
  resource(resource, { report }) {
    const ttl = resource.at("spec", "ttlSecondsAfterFinished");
    const annotations = resource.at("metadata", "annotations");
    if (!ttl.absent || annotations.open || annotations.keys().some((key) => /^(helm\.sh|argocd\.argoproj\.io)\/hook$/.test(key)))
      return;
    report(ttl, `Job "${resource.name}" is never deleted: it has no ttlSecondsAfterFinished.`, {
      fixes: [suggestion("Remove it after an hour", set(ttl, 3600))],
    });
  },
});
