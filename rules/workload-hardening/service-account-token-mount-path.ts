// core/v1 ServiceAccountTokenProjection: expirationSeconds (default 3600), audience (default: the API server).
import { type Container, defineRule, type Field, mountsOf, type Pod } from "../../server/api.ts";

const DAY = 86_400;
const MOUNT_PATH = /^(\/var)?\/run\/secrets\/kubernetes\.io\/serviceaccount\/?$/;

export default defineRule({
  id: "service-account-token-mount-path",
  family: "workload-hardening",
  severity: "warning",
  tier: "strict",
  title: "Service account token is mounted by hand",
  why: "A token from a Secret never expires, and one with a long life is as good as that: whoever copies it can use it long after the pod is gone. By hand, the token is mounted although automounting is switched off, where nobody looks for it.",
  ignoreWhen: "A token for a service outside the cluster that cannot be rotated more often.",
  how: "Use a projected serviceAccountToken with an audience and an expirationSeconds of at most a day, or let Kubernetes mount the token.",
  standards: ["cis:5.1.6"],
  references: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#launch-a-pod-using-service-account-token-projection",
  ],
  peers: ["trivy:KSV-0036", "kubescape:C-0053"],
  needs: ["serviceAccountToken", "serviceaccount"],
  pod(pod, { report }) {
    const projected = new Set<unknown>();
    for (const volume of pod.at("volumes").items())
      for (const source of volume.at("projected", "sources").items()) {
        const token = source.at("serviceAccountToken");
        if (!token.exists) continue;
        projected.add(volume.at("name").value);
        const seconds = token.at("expirationSeconds");
        if ((seconds.number ?? 0) > DAY)
          report(seconds, `This token is valid for ${Math.floor((seconds.number ?? 0) / DAY)} days.`);
        else if (token.at("audience").absent && isHidden(pod, volume))
          report(token, "This token is also valid for the API server: it sets no audience.");
      }
    for (const container of pod.containers)
      for (const path of handMounts(container, projected))
        report(path, `Container "${container.name}" has a service account token mounted by hand.`);
  },
});

/** A token of the API server that automounting does not give, at a place other than the usual one. */
function isHidden(pod: Pod, volume: Field): boolean {
  if (pod.at("automountServiceAccountToken").value !== false) return false;
  const mounts = mountsOf(pod, volume.at("name").string ?? "");
  return mounts.some((mount) => !MOUNT_PATH.test(mount.field.at("mountPath").string ?? ""));
}

/** Mounts at the usual place of volumes that are no short-lived token. */
function handMounts(container: Container, projected: ReadonlySet<unknown>): readonly Field[] {
  return container
    .at("volumeMounts")
    .items()
    .filter((mount) => !projected.has(mount.at("name").value))
    .map((mount) => mount.at("mountPath"))
    .filter((path) => MOUNT_PATH.test(path.string ?? ""));
}
