// Linkerd, "Authorization Policy": default policies, Server accessPolicy, ServerAuthorization, NetworkAuthentication.
import { type Context, defineRule, type Field } from "../../server/api.ts";

export default defineRule({
  id: "linkerd-unauthenticated",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "Linkerd accepts clients without an identity",
  why: "Every pod that reaches the port is let in, meshed or not. A policy that was written to allow some callers then keeps nobody out, and the caller's identity says nothing.",
  ignoreWhen:
    "Clients outside the mesh must reach it, such as an ingress controller or a load balancer. A ServerAuthorization that names networks other than all addresses (for health checks) is not reported, and neither is Linkerd's own control plane.",
  how: "Ask for identities (`meshTLS`, MeshTLSAuthentication, `all-authenticated`), or name the networks that unmeshed clients come from.",
  references: ["https://linkerd.io/2/reference/authorization-policy/"],
  kinds: [
    "Namespace",
    "policy.linkerd.io/NetworkAuthentication",
    "policy.linkerd.io/Server",
    "policy.linkerd.io/ServerAuthorization",
  ],
  needs: ["unauthenticated", "networks"],
  resource(resource, { report }) {
    const spec = resource.at("spec");
    switch (resource.kind) {
      case "Namespace":
        defaultPolicy(resource.at("metadata", "annotations", DEFAULT_POLICY), report);
        break;
      case "Server":
        defaultPolicy(spec.at("accessPolicy"), report);
        break;
      case "NetworkAuthentication":
        for (const cidr of allAddresses(spec.at("networks")))
          report(cidr, `NetworkAuthentication "${resource.name}" treats every address as authenticated.`);
        break;
      default: {
        const client = spec.at("client");
        const unauthenticated = client.at("unauthenticated");
        const networks = client.at("networks");
        const anywhere = networks.absent || allAddresses(networks).length > 0;
        if (unauthenticated.value === true && anywhere)
          report(unauthenticated, `ServerAuthorization "${resource.name}" accepts clients without an identity.`);
      }
    }
  },
  pod(pod, { report }) {
    if (pod.metadata.at("labels", "linkerd.io/control-plane-component").exists) return;
    defaultPolicy(pod.metadata.at("annotations", DEFAULT_POLICY), report);
  },
});

const DEFAULT_POLICY = "config.linkerd.io/default-inbound-policy";

function defaultPolicy(policy: Field, report: Context["report"]): void {
  if (policy.value === "all-unauthenticated") report(policy, "The default policy accepts every client, meshed or not.");
  else if (policy.value === "cluster-unauthenticated")
    report(policy, "The default policy accepts every client of the cluster, meshed or not.");
}

function allAddresses(networks: Field): readonly Field[] {
  return networks
    .items()
    .filter((network) => network.at("except").absent)
    .map((network) => network.at("cidr"))
    .filter(({ value }) => value === "0.0.0.0/0" || value === "::/0");
}
