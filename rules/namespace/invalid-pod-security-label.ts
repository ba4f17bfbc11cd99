// Pod Security admission: api/constants.go, api/helpers.go (labels and their values); labels of other objects are not read.
import { type Context, defineRule, type Field, nearest, remove, rename, safe, set, suggestion } from "../../server/api.ts";
import { LABELS, LEVELS, PREFIX } from "./_pod-security-label.ts";

function check(name: string, label: Field, report: Context["report"]): void {
  if (!LABELS.includes(name)) {
    const near = nearest(
      name.slice(PREFIX.length),
      LABELS.map((known) => known.slice(PREFIX.length)),
    );
    const meant = near && PREFIX + near;
    const taken = meant !== undefined && label.parent?.at(meant).exists;
    report(label.key, `${name} is not a Pod Security label${meant ? `: use ${meant.split("/").at(-1)}.` : "."}`, {
      fixes: meant && !taken ? [suggestion(`Rename it to ${meant}`, rename(label, meant))] : [],
    });
  } else if (name.endsWith("-version")) checkVersion(label, report);
  else if (label.value !== undefined && !LEVELS.includes(String(label.value))) {
    const meant = nearest(String(label.value), LEVELS, 3);
    report(label, `"${label.value}" is not a Pod Security level: use ${LEVELS.join(", ")}.`, {
      fixes: meant ? [suggestion(`Use ${meant}`, set(label, meant))] : [],
    });
  }
}

function checkVersion(label: Field, report: Context["report"]): void {
  const { value } = label;
  if (value === undefined || /^(?:latest|v1\.(?:0|[1-9]\d*))$/.test(String(value))) return;
  const bare = typeof value === "string" && /^1\.(?:0|[1-9]\d*)$/.test(value);
  report(label, `"${value}" is not a Pod Security version: use latest or v1.30.`, {
    fixes: bare ? [safe(`Change it to v${value}`, set(label, `v${value}`))] : [],
  });
}

export default defineRule({
  id: "invalid-pod-security-label",
  family: "namespace",
  severity: "error",
  tier: "recommended",
  title: "Pod Security label is not valid or has no effect",
  why: "A misspelled label, one among the annotations or one on a workload is ignored: the namespace looks protected and admits every pod. A value that is not a level is refused by the API server, or taken as the strictest one.",
  ignoreWhen: "Never.",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/"],
  fix: "safe",
  kinds: ["Namespace", "Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"],
  needs: ["security"],
  resource(resource, { report }) {
    const metadata = resource.at("metadata");
    if (resource.kind !== "Namespace") {
      for (const [name, label] of metadata.at("labels").entries())
        if (LABELS.includes(name))
          report(label.key, `${name} has no effect on a ${resource.kind}.`, {
            fixes: [suggestion("Remove the label", remove(label))],
          });
      return;
    }
    for (const [name, annotation] of metadata.at("annotations").entries())
      if (LABELS.includes(name))
        report(annotation.key, `${name} has no effect as an annotation: make it a label.`, {
          fixes:
            annotation.string !== undefined && metadata.at("labels", name).absent
              ? [suggestion("Move it to the labels", set(metadata.at("labels", name), annotation.string), remove(annotation))]
              : [],
        });
    for (const [name, label] of metadata.at("labels").entries()) if (name.startsWith(PREFIX)) check(name, label, report);
  },
});
