/** Labels of a Namespace that Pod Security admission reads (pod-security-admission, api/constants.go). */
export const PREFIX = "pod-security.kubernetes.io/";

export const MODES = ["enforce", "audit", "warn"] as const;
export type Mode = (typeof MODES)[number];

export const LABELS: readonly string[] = MODES.flatMap((mode) => [`${PREFIX}${mode}`, `${PREFIX}${mode}-version`]);

/** From the most open to the strictest. */
export const LEVELS: readonly string[] = ["privileged", "baseline", "restricted"];

/** The strictness of a level, from 0; -1 for what is none. */
export function rankOf(level: unknown): number {
  return typeof level === "string" ? LEVELS.indexOf(level) : -1;
}

/** Namespaces that every cluster has for itself. */
export const BUILT_IN: readonly string[] = ["kube-system", "kube-public", "kube-node-lease"];
