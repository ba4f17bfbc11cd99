// core/v1 SecurityContext.readOnlyRootFilesystem: default false.
import { append, type Container, defineRule, type Fix, narrowing, set } from "../../server/api.ts";

export default defineRule({
  id: "writable-root-filesystem",
  family: "workload-hardening",
  severity: "warning",
  tier: "strict",
  title: "Container can write to its own file system",
  why: "Who breaks in can replace the program, leave tools behind and fill the node's disk. What is written there is lost with the container anyway.",
  ignoreWhen: "A database or legacy program that writes beside its program files. Give it volumes for the paths it writes to.",
  standards: ["cis:5.7.3", "nsa"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  peers: [
    "kube-linter:no-read-only-root-fs",
    "checkov:CKV_K8S_22",
    "trivy:KSV-0014",
    "kubescape:C-0017",
    "kubescape:C-0211",
    "polaris:notReadOnlyRootFilesystem",
    "kube-score:container-security-context-readonlyrootfilesystem",
    "monokle:KBP102",
    "monokle:KSV014",
    "kics:root_container_not_mounted_as_read_only",
    "kubesec:ReadOnlyRootFilesystem",
  ],
  fix: "suggestion",
  container(container, { report }) {
    if (container.pod.windows || container.role === "ephemeral") return;
    const field = container.at("securityContext", "readOnlyRootFilesystem");
    if (field.value === true || field.state === "unknown") return;
    report(field, `Container "${container.name}" can write to its root file system.`, { fixes: fixesFor(container) });
  },
});

function fixesFor(container: Container): readonly Fix[] {
  const readOnly = set(container.at("securityContext", "readOnlyRootFilesystem"), true);
  const plain = narrowing(container.pod, "Make the root file system read-only", readOnly);
  const mounts = container.at("volumeMounts");
  const volumes = container.pod.at("volumes");
  if (mounts.open || volumes.open || mounts.items().some((mount) => mount.at("mountPath").value === "/tmp")) return [plain];
  const name = volumes.items().some((volume) => volume.at("name").value === "tmp") ? `tmp-${container.name}` : "tmp";
  const mount = append(mounts, { name, mountPath: "/tmp" });
  const volume = append(volumes, { name, emptyDir: {} });
  return [
    plain,
    narrowing(container.pod, "Make the root file system read-only, with an emptyDir at /tmp", readOnly, mount, volume),
  ];
}
