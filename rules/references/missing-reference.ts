// Names of objects for which there is no rule of their own, by the table of references (server/kube/facts/reference.table.ts).
import { defineRule, type IndexedObject, type Reference } from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";

/** What other rules are about. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  ...["ConfigMap", "Secret", "Service", "ServiceAccount", "Pod", "StorageClass", "PriorityClass", "RuntimeClass"],
  ...["Role", "ClusterRole", "Gateway", "Namespace"],
]);

const ISTIO = "networking.istio.io";

/** Classes that controllers bring along. */
const WITH_CONTROLLERS =
  /^(nginx|traefik|haproxy|kong|istio|contour|cilium|alb|gce|gce-internal|azure.*|openshift-.*|tailscale|webapprouting.*)$/;

export default defineRule({
  id: "missing-reference",
  family: "references",
  severity: "info",
  tier: "recommended",
  title: "Object that is named does not exist",
  why: "A name that leads nowhere usually fails late and silently: the issuer that never signs, the store from which nothing is fetched, the policy that is never enforced.",
  ignoreWhen:
    "The object is made by something that is not in the repository: name it under `externalRefs` in plimsoll.yaml. Where no other object of its kind is in sight, the rule is silent anyway.",
  how: "Correct the name, or add the object.",
  fix: "suggestion",
  references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"],
  peers: ["monokle:LNK001", "monokle:LNK002"],
  workspace(object, index, context) {
    const named = object.references.filter((one) => isMine(object, one));
    if (named.length > 0) reportMissing(object, named, index, context);
  },
});

function isMine({ group }: IndexedObject, { kind, name, key, field, optional }: Reference): boolean {
  if (key !== undefined || name === "" || optional) return false;
  if (group === ISTIO && (kind === "Service" || kind === "Gateway")) return name !== "mesh"; // stands for all sidecars
  if (ELSEWHERE.has(kind)) return false;
  if (field === "spec.scaleTargetRef" || field === "metadata.ownerReferences.*" || field.startsWith("volumes")) return false;
  return !(kind === "IngressClass" && WITH_CONTROLLERS.test(name));
}
