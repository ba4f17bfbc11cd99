// security.istio.io/v1 PeerAuthentication: the mode of a namespace is that of its own policy, else that of the mesh, else PERMISSIVE.
import { defineRule, type IndexedObject, isOfOtherEnvironment, objectsIn, string } from "../../server/api.ts";
import { isInjected } from "./_istio.ts";

export default defineRule({
  id: "istio-missing-mtls-policy",
  family: "policy-mesh",
  severity: "info",
  tier: "strict",
  title: "Namespace of the mesh accepts plain text",
  why: "Without a PeerAuthentication in mode STRICT, the sidecars also take connections without TLS: anyone on the network can read the traffic, and call the service without an identity.",
  ignoreWhen: "A policy of the mesh is made by something that is not in the repository.",
  how: "Add a PeerAuthentication with `mtls: {mode: STRICT}` to the namespace, or to the root namespace.",
  options: { rootNamespace: string("istio-system", "The namespace whose policies hold for the whole mesh") },
  references: ["https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/"],
  workspace(namespace, index, { options, report }) {
    if (!isInjected(namespace) || !index.isWhole(namespace) || namespace.partial) return;
    const own = objectsIn(index, namespace, "PeerAuthentication");
    const ofMesh = index
      .kindInNamespace("PeerAuthentication", options.rootNamespace)
      .filter((one) => !isOfOtherEnvironment(index, namespace, one));
    if ([...own, ...ofMesh].some(isStrict)) return;
    report(namespace.site, `No PeerAuthentication asks for mutual TLS in namespace "${namespace.name}".`);
  },
});

/** Whether it asks all pods of its namespace for mutual TLS, or what it asks for cannot be known. */
function isStrict({ values, selectors }: IndexedObject): boolean {
  const mode = values.find(({ field }) => field === "spec.mtls.mode");
  return selectors.length === 0 && mode !== undefined && (mode.value === undefined || mode.value === "STRICT");
}
