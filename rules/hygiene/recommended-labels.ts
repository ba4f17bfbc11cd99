// https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
import { defineRule, listed, strings } from "../../server/api.ts";

const WORKLOADS = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod", "ReplicaSet", "ReplicationController"];

export default defineRule({
  id: "recommended-labels",
  family: "hygiene",
  severity: "info",
  tier: "all",
  title: "Recommended labels are missing",
  why: "Dashboards and tools group objects by the app.kubernetes.io labels. Without them an object belongs to no application, and nobody finds it by one.",
  ignoreWhen: "A tool (Helm, Kustomize) adds the labels when the object is deployed.",
  how: "Add the labels that the message names.",
  options: {
    keys: strings(
      [
        "app.kubernetes.io/name",
        "app.kubernetes.io/instance",
        "app.kubernetes.io/version",
        "app.kubernetes.io/component",
        "app.kubernetes.io/part-of",
        "app.kubernetes.io/managed-by",
      ],
      "Labels that are asked for",
    ),
  },
  references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/"],
  peers: ["kubescape:C-0077", "monokle:MTD-recommended-labels"],
  kinds: [...WORKLOADS, "Service"],
  resource(resource, { options, report }) {
    const labels = resource.at("metadata", "labels");
    const missing = labels.absent ? options.keys : options.keys.filter((key) => labels.at(key).absent);
    if (missing.length > 0)
      report(labels.absent ? labels : labels.key, `${resource.kind} "${resource.name}" has no label ${listed(missing, 2)}.`);
  },
});
