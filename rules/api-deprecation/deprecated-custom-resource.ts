// Release notes of the projects: cert-manager 1.6, Istio 1.22, Gateway API 1.0, External Secrets 0.17, external-snapshotter 5, Gatekeeper 3.
import { defineRule, set, suggestion } from "../../server/api.ts";

interface Move {
  /** `undefined`: redesigned, nothing takes its place one to one. */
  readonly to: string | undefined;
  readonly gone: string;
  /** The kinds for which renaming the version is all; all kinds where it is missing. */
  readonly renames?: readonly string[];
}

const CERT_MANAGER: Move = { to: "cert-manager.io/v1", gone: "cert-manager 1.6 does not serve it", renames: [] };
const ISTIO: Move = {
  to: undefined,
  gone: "Istio replaced it by PeerAuthentication, RequestAuthentication and AuthorizationPolicy",
};

const MOVES: Readonly<Record<string, Move>> = {
  "certmanager.k8s.io/v1alpha1": CERT_MANAGER,
  "cert-manager.io/v1alpha2": CERT_MANAGER,
  "cert-manager.io/v1alpha3": CERT_MANAGER,
  "cert-manager.io/v1beta1": { to: "cert-manager.io/v1", gone: "cert-manager 1.6 does not serve it" },
  "acme.cert-manager.io/v1alpha2": { to: "acme.cert-manager.io/v1", gone: "cert-manager 1.6 does not serve it", renames: [] },
  "acme.cert-manager.io/v1alpha3": { to: "acme.cert-manager.io/v1", gone: "cert-manager 1.6 does not serve it", renames: [] },
  "acme.cert-manager.io/v1beta1": { to: "acme.cert-manager.io/v1", gone: "cert-manager 1.6 does not serve it" },
  "rbac.istio.io/v1alpha1": ISTIO,
  "authentication.istio.io/v1alpha1": ISTIO,
  "external-secrets.io/v1alpha1": {
    to: "external-secrets.io/v1",
    gone: "External Secrets does not serve it any more",
    renames: [],
  },
  "external-secrets.io/v1beta1": {
    to: "external-secrets.io/v1",
    gone: "External Secrets 0.17 does not serve it",
    renames: ["ExternalSecret", "SecretStore", "ClusterSecretStore", "ClusterExternalSecret"],
  },
  "gateway.networking.k8s.io/v1alpha2": {
    to: "gateway.networking.k8s.io/v1",
    gone: "the Gateway API serves v1",
    renames: ["Gateway", "GatewayClass", "HTTPRoute"],
  },
  "gateway.networking.k8s.io/v1beta1": {
    to: "gateway.networking.k8s.io/v1",
    gone: "the Gateway API serves v1",
    renames: ["Gateway", "GatewayClass", "HTTPRoute"],
  },
  "snapshot.storage.k8s.io/v1beta1": { to: "snapshot.storage.k8s.io/v1", gone: "external-snapshotter 5 does not serve it" },
};

/** Kinds of the Gateway API that have no v1 yet (TLSRoute, TCPRoute, ReferenceGrant …) stay as they are. */
const PARTIAL: ReadonlySet<string> = new Set(["gateway.networking.k8s.io/v1alpha2", "gateway.networking.k8s.io/v1beta1"]);

export default defineRule({
  id: "deprecated-custom-resource",
  family: "api-deprecation",
  severity: "info",
  tier: "recommended",
  title: "Version of a custom resource is deprecated",
  why: "The project that defines this kind has moved on. Once its controller is updated, the old version is not served: apply fails, or the object sits in the cluster and nothing acts on it.",
  ignoreWhen: "The installed release of the project does not serve the newer version yet.",
  how: "Move to the version that the message names and read the project's upgrade notes: between alpha versions fields have moved.",
  fix: "suggestion",
  tag: "deprecated",
  needs: Object.keys(MOVES).map((apiVersion) => apiVersion.slice(apiVersion.indexOf("/") + 1)),
  resource(resource, { report }) {
    const move = Object.hasOwn(MOVES, resource.apiVersion) ? MOVES[resource.apiVersion] : undefined;
    if (!move || (PARTIAL.has(resource.apiVersion) && !move.renames?.includes(resource.kind))) return;
    const apiVersion = resource.at("apiVersion");
    const renames = move.to !== undefined && (move.renames?.includes(resource.kind) ?? true);
    report(
      apiVersion,
      `${resource.apiVersion} ${resource.kind} is deprecated: ${move.gone}${move.to ? `, use ${move.to}` : ""}.`,
      {
        fixes: renames && move.to ? [suggestion(`Move to ${move.to}`, set(apiVersion, move.to))] : [],
      },
    );
  },
});
