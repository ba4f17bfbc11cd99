// security.istio.io/v1 AuthorizationPolicy: where none selects a workload, everything is allowed.
import { defineRule, type IndexedObject, isOfOtherEnvironment, objectsIn, string } from "../../server/api.ts";
import { isInjected } from "./_istio.ts";

export default defineRule({
  id: "istio-missing-authorization-policy",
  family: "policy-mesh",
  severity: "info",
  tier: "all",
  title: "Namespace of the mesh lets everybody in",
  why: "Without an AuthorizationPolicy every workload of the mesh may call every other one: one that is taken over reaches them all.",
  ignoreWhen: "Another layer decides who may call whom, or the policies are made by something that is not in the repository.",
  how: "Add an AuthorizationPolicy with `spec: {}`, which allows nothing, and others that allow what is needed.",
  options: { rootNamespace: string("istio-system", "The namespace whose policies hold for the whole mesh") },
  references: ["https://istio.io/latest/docs/concepts/security/#authorization-policies"],
  workspace(namespace, index, { options, report }) {
    if (!isInjected(namespace) || !index.isWhole(namespace) || namespace.partial) return;
    const ofMesh = index
      .kindInNamespace("AuthorizationPolicy", options.rootNamespace)
      .filter((one: IndexedObject) => !isOfOtherEnvironment(index, namespace, one));
    if (ofMesh.length > 0 || objectsIn(index, namespace, "AuthorizationPolicy").length > 0) return;
    report(namespace.site, `No AuthorizationPolicy says who may call the workloads of "${namespace.name}".`);
  },
});
