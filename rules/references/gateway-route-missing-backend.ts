// gateway.networking.k8s.io/v1: BackendRef names a Service (by default) of the route's namespace; another namespace has to allow it by a ReferenceGrant there.
import {
  defineRule,
  type IndexedObject,
  isOfOtherEnvironment,
  type ObjectIndex,
  type Reference,
  targetsOf,
  type WorkspaceContext,
} from "../../server/api.ts";
import { reportMissing } from "./_missing.ts";
import { reportMissingParts } from "./_missing-key.ts";

export default defineRule({
  id: "gateway-route-missing-backend",
  family: "references",
  severity: "warning",
  tier: "recommended",
  title: "Route leads to no backend",
  why: "Requests that match a rule whose backend is not there, or whose backend is in a namespace that does not grant access to it, are answered with 500. A route whose Gateway or listener is not there is attached to nothing.",
  ignoreWhen:
    "The backend is made by something that is not in the repository: name it under `externalRefs` in plimsoll.yaml. Where no other object of its kind and namespace is in sight, the rule is silent anyway.",
  how: "Correct the name, add the backend, or add a ReferenceGrant to its namespace.",
  fix: "suggestion",
  references: [
    "https://gateway-api.sigs.k8s.io/api-types/httproute/#backendrefs-optional",
    "https://gateway-api.sigs.k8s.io/api-types/referencegrant/",
  ],
  peers: ["kubescape:C-0302"],
  workspace(object, index, context) {
    if (object.group !== "gateway.networking.k8s.io" || object.references.length === 0) return;
    const backends = object.references.filter(({ field }) => field === BACKEND);
    const parents = object.references.filter(({ field, kind }) => field === PARENT && kind === "Gateway");
    reportMissing(object, backends.filter(isWhole), index, context);
    reportMissingParts(object, backends, index, context, "port");
    for (const backend of backends.filter(isWhole)) reportUngranted(object, backend, index, context);
    reportMissing(object, parents.filter(isWhole), index, context, "info");
    reportMissingParts(object, parents, index, context, "listener", "info");
  },
});

const BACKEND = "spec.rules.*.backendRefs.*";
const PARENT = "spec.parentRefs.*";

function isWhole({ key }: Reference): boolean {
  return key === undefined;
}

/** A backend of another namespace that is in sight, without a grant in that namespace. */
function reportUngranted(route: IndexedObject, backend: Reference, index: ObjectIndex, { report }: WorkspaceContext): void {
  const { namespace, kind, name, site } = backend;
  if (namespace === undefined || route.namespace === undefined || namespace === route.namespace) return;
  const [target] = targetsOf(index, route, backend);
  if (!target || !index.isWhole(route)) return;
  const grants = index.kindInNamespace("ReferenceGrant", namespace);
  const isGranted = grants.some(
    (grant) =>
      !isOfOtherEnvironment(index, route, grant) &&
      (grant.subjects.length === 0 ||
        grant.subjects.some((from) => from.kind === route.kind && from.namespace === route.namespace)),
  );
  if (isGranted) return;
  report(site, `No ReferenceGrant in "${namespace}" lets this route use ${kind} "${name}".`, {
    related: [{ message: `${kind} "${name}".`, object: target.object, at: target.object.site }],
  });
}
