import { isOpenToAll, type PolicyObject, type TrafficDirection } from "../../server/api.ts";

/** Namespaces that every cluster has for itself. */
export const BUILT_IN: readonly string[] = ["kube-system", "kube-public", "kube-node-lease"];

/** Whether a policy isolates every pod of its namespace in a direction, and no rule of it lets everybody through. */
export function deniesByDefault(policy: PolicyObject, direction: TrafficDirection): boolean {
  const { pods } = policy;
  const rules = policy[direction];
  if (rules === undefined || Object.keys(pods.matchLabels).length > 0 || pods.matchExpressions.length > 0) return false;
  return !rules.some(isOpenToAll);
}
