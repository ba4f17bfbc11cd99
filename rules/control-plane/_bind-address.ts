import type { Component } from "../../server/api.ts";

export const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

/**
 * Whether the kubelet probes the container at the pod's own address: outside the host's network that fails if the component listens on the
 * loopback address only.
 */
export function isProbedAcrossNetwork({ container }: Component): boolean {
  if (!container || container.pod.at("hostNetwork").value === true) return false;
  return ["livenessProbe", "readinessProbe", "startupProbe"].some((probe) => {
    const request = container.at(probe, "httpGet");
    return request.exists && request.at("host").absent;
  });
}
