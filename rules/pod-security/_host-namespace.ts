import { type Context, narrowing, type Op, type Pod, remove } from "../../server/api.ts";

/** Reports a switch of the pod that puts it into a namespace of its node (Pod Security Standards, baseline control "Host Namespaces"). */
export function reportHostNamespace(
  pod: Pod,
  key: "hostNetwork" | "hostPID" | "hostIPC",
  consequence: string,
  report: Context["report"],
  ...also: readonly Op[]
): void {
  const field = pod.at(key);
  if (field.value !== true) return;
  report(field.pair, `${pod.resource.kind} "${pod.resource.name}" sets ${key}: ${consequence}`, {
    fixes: [narrowing(pod, `Remove ${key}`, remove(field), ...also)],
  });
}
