// autoscaling/v2 HorizontalPodAutoscalerSpec.scaleTargetRef: kind and name of an object of the same namespace.
import {
  defineRule,
  deployedBeside,
  type IndexedObject,
  nearlySame,
  type ObjectIndex,
  sameNamespace,
  scaledBy,
  set,
  suggestion,
} from "../../server/api.ts";
import { isOtherEnvironment } from "./_nearest-workload.ts";

export default defineRule({
  id: "hpa-missing-target",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "Autoscaler scales nothing",
  why: "An autoscaler whose target is not there does nothing, and says so only in its status. At the next peak the workload stays as small as it was.",
  ignoreWhen:
    "The workload lives in another repository. Where none of a similar name lies beside the autoscaler, the rule is silent anyway.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"],
  peers: [
    "kube-linter:dangling-horizontalpodautoscaler",
    "kubescape:C-0300",
    "kube-score:horizontalpodautoscaler-has-target",
    "kics:hpa_targets_invalid_object",
    "monokle:LNK001",
  ],
  workspace(autoscaler, index, { report }) {
    if (autoscaler.kind !== "HorizontalPodAutoscaler") return;
    const scales = scaledBy(autoscaler);
    if (!scales) return;
    const named = index.ofKind(scales.kind).filter((object) => object.name === scales.name);
    if (named.some((object) => isTarget(object, autoscaler, scales.name) && !isOtherEnvironment(index, autoscaler, object)))
      return;
    const elsewhere = named.find(
      (object) => !sameNamespace(object.namespace, autoscaler.namespace) && deployedBeside(object, autoscaler),
    );
    if (elsewhere) {
      report(scales.site, `${scales.kind} "${scales.name}" is in another namespace: "${elsewhere.namespace}".`, {
        related: [{ message: `${elsewhere.kind} "${elsewhere.name}".`, object: elsewhere, at: elsewhere.site }],
      });
      return;
    }
    const near = nearTarget(index, autoscaler);
    if (!near) return;
    const fixes =
      scales.site.path.at(-2) === "scaleTargetRef" ? [suggestion(`Scale "${near.name}"`, set(scales.site, near.name))] : [];
    report(scales.site, `There is no ${scales.kind} "${scales.name}"; did you mean "${near.name}"?`, {
      fixes,
      related: [{ message: `${near.kind} "${near.name}".`, object: near, at: near.site }],
    });
  },
});

function isTarget(object: IndexedObject, autoscaler: IndexedObject, name: string): boolean {
  const { namespace } = autoscaler;
  return object.name === name && object.kind === scaledBy(autoscaler)?.kind && sameNamespace(object.namespace, namespace);
}

/** An object beside it whose name differs by little. One that another autoscaler scales is not meant. */
function nearTarget(index: ObjectIndex, autoscaler: IndexedObject): IndexedObject | undefined {
  const { kind = "", name = "" } = scaledBy(autoscaler) ?? {};
  const scaled = new Set(index.ofKind(autoscaler.kind).map((other) => `${scaledBy(other)?.kind} ${scaledBy(other)?.name}`));
  const candidates = index
    .ofKind(kind)
    .filter(
      (object) =>
        deployedBeside(object, autoscaler) &&
        isTarget(object, autoscaler, object.name) &&
        !scaled.has(`${object.kind} ${object.name}`),
    );
  const names = candidates.map((object) => object.name);
  const found = nearlySame(name, names);
  return candidates.find((object) => object.name === found);
}
