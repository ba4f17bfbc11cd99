// https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
import { defineRule, labelValueProblem, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "instance-label-mismatch",
  family: "hygiene",
  severity: "info",
  tier: "all",
  title: "Label app.kubernetes.io/instance differs from the object's name",
  why: "Where a team finds objects by the instance label, one whose label differs from its name is found under another one's name.",
  ignoreWhen: "The label names the release, as Helm charts have it, and not the object.",
  peers: ["polaris:metadataAndInstanceMismatched"],
  fix: "suggestion",
  kinds: ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod", "ReplicaSet", "ReplicationController"],
  resource(resource, { report }) {
    const name = resource.at("metadata", "name");
    const label = resource.at("metadata", "labels", "app.kubernetes.io/instance");
    if (name.string === undefined || label.state === "unknown" || label.value === name.string) return;
    const text = label.absent ? "has no label app.kubernetes.io/instance" : `is labelled as instance "${label.value}"`;
    report(label, `${resource.kind} "${name.string}" ${text}.`, {
      fixes: labelValueProblem(name.string) ? [] : [suggestion(`Set it to ${name.string}`, set(label, name.string))],
    });
  },
});
