// core/v1 PodSecurityContext.fsGroup.
import { type Container, defineRule, integer, type Pod, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "missing-fs-group",
  family: "workload-hardening",
  severity: "info",
  tier: "all",
  title: "Non-root pod mounts a volume without fsGroup",
  why: "A fresh volume usually belongs to root. Without fsGroup a non-root container cannot write to it, and the usual remedy is an init container that runs as root.",
  ignoreWhen:
    "The storage does it (NFS exports, CSI drivers with their own owner settings). An emptyDir is writable for everyone and not reported.",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-pod"],
  peers: ["kubescape:C-0211"],
  fix: "suggestion",
  options: { defaultGid: integer(10001, "The group id that the fix proposes.", { min: 1 }) },
  needs: ["persistentVolumeClaim", "ephemeral", "volumeClaimTemplates"],
  pod(pod, { options, report }) {
    const field = pod.at("securityContext", "fsGroup");
    if (pod.windows || !field.absent) return;
    const claims = claimVolumes(pod);
    const container = pod.containers.find((one) => isNonRoot(one) && writes(one, claims));
    if (!container) return;
    report(field, `Container "${container.name}" does not run as root and mounts a volume, but the pod sets no fsGroup.`, {
      fixes: [suggestion(`Give volumes to group ${options.defaultGid}`, set(field, options.defaultGid))],
    });
  },
});

/** The names of volumes that are claims, with those of a StatefulSet's templates. */
function claimVolumes(pod: Pod): ReadonlySet<unknown> {
  const volumes = pod.at("volumes").items();
  const own = volumes.filter((volume) => volume.at("persistentVolumeClaim").exists || volume.at("ephemeral").exists);
  const templates = pod.resource.at("spec", "volumeClaimTemplates").items();
  return new Set([...own.map((volume) => volume.at("name").value), ...templates.map((one) => one.at("metadata", "name").value)]);
}

function isNonRoot(container: Container): boolean {
  const user = container.effective("securityContext", "runAsUser").number;
  return container.effective("securityContext", "runAsNonRoot").value === true || (user !== undefined && user > 0);
}

function writes(container: Container, claims: ReadonlySet<unknown>): boolean {
  const mounts = container.at("volumeMounts").items();
  return mounts.some((mount) => claims.has(mount.at("name").value) && mount.at("readOnly").absent);
}
