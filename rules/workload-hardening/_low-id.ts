import { type Context, type Field, type Pod, set, suggestion } from "../../server/api.ts";

interface Limits {
  readonly minimum: number;
  readonly proposed: number;
  readonly reportUnset: boolean;
}

/** Reports user or group ids below a minimum: one of the pod once, however many containers inherit it. 0 has rules of its own. */
export function reportLowIds(pod: Pod, key: "runAsUser" | "runAsGroup", limits: Limits, report: Context["report"]): void {
  if (pod.windows || pod.at("hostUsers").value === false) return;
  const proposed = Math.max(limits.proposed, limits.minimum);
  const seen = new Set<Field>();
  for (const container of pod.containers) {
    const field = container.effective("securityContext", key);
    if (seen.has(field) || field.value === 0) continue;
    seen.add(field);
    const id = field.number;
    if (id !== undefined && id < limits.minimum)
      report(field, `${key} ${id} is below ${limits.minimum}: it may be in use on the node.`, {
        fixes: [suggestion(`Use ${proposed}`, set(field, proposed))],
      });
    else if (field.absent && limits.reportUnset)
      report(field, `Container "${container.name}" sets no ${key}, so its image decides: set at least ${limits.minimum}.`, {
        fixes: [suggestion(`Use ${proposed} for the pod`, set(pod.at("securityContext", key), proposed))],
      });
  }
}
