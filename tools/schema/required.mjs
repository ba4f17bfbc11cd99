/**
 * Where the API server's validation and the definitions differ about what is required (found by comparing with Kubernetes' own validation): the
 * first demands it though no definition says so, the second takes an object without.
 */
export const DEMANDED = {
  "core.v1.Container": ["image"],
  "core.v1.EphemeralContainer": ["image"],
  "core.v1.PersistentVolumeClaimSpec": ["resources"],
  "core.v1.PersistentVolumeSpec": ["capacity"],
};

export const NOT_DEMANDED = {
  "apps.v1.StatefulSetSpec": ["serviceName"],
  "networking.v1.NetworkPolicySpec": ["podSelector"],
  "scheduling.v1.PriorityClass": ["value"],
  "discovery.v1.EndpointSlice": ["endpoints"],
  "core.v1.LimitRangeSpec": ["limits"],
  "policy.v1.PodDisruptionBudgetStatus": ["currentHealthy", "desiredHealthy", "disruptionsAllowed", "expectedPods"],
};

/** A field of a version that no package holds. */
export const ADDED = {
  "core.v1.PodSpec": { workloadRef: { since: 35, until: 36, type: "any", required: false, description: "" } },
};
