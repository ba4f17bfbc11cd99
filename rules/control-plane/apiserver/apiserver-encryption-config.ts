// CIS Kubernetes Benchmark 1.2.27; kube-apiserver, --encryption-provider-config.
import { append, type Component, defineRule, findFlag, manual, type Op } from "../../../server/api.ts";

import { KUBEADM_MISSING, mayMiss } from "../_flag.ts";
import { onComponent } from "../_visit.ts";

const FILE = "/etc/kubernetes/encryption-config.yaml";

/** The operations that bring the file into the static pod, read-only. */
function mountOps({ container, tool, place }: Component): readonly Op[] {
  if (tool === "kubeadm") {
    const volume = { name: "encryption-config", hostPath: FILE, mountPath: FILE, readOnly: true, pathType: "File" };
    return [append({ path: [...place.path, "extraVolumes"] }, volume)];
  }
  if (!container) return [];
  return [
    append(container.at("volumeMounts"), { name: "encryption-config", mountPath: FILE, readOnly: true }),
    append(container.pod.at("volumes"), { name: "encryption-config", hostPath: { path: FILE, type: "File" } }),
  ];
}

export default defineRule({
  id: "apiserver-encryption-config",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Secrets are stored in etcd as plain text",
  why: "Without an encryption configuration every Secret is in plain text in etcd's files, in its backups and on the disks that are thrown away later.",
  ignoreWhen:
    "etcd's volume and all backups are encrypted by something that the same people cannot read, and that is enough for you.",
  standards: ["cis:1.2.27", "nsa"],
  references: ["https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/"],
  peers: [
    "checkov:CKV_K8S_104",
    "trivy:KCV-0030",
    "kubescape:C-0141",
    "kubescape:C-0066",
    "kics:encryption_provider_config_is_not_defined",
  ],
  fix: "suggestion",
  options: KUBEADM_MISSING,
  ...onComponent<typeof KUBEADM_MISSING>("kube-apiserver", (component, { options, report }) => {
    const flag = findFlag(component, "encryption-provider-config");
    if (flag ? flag.value !== "" : !mayMiss(component, options) || findFlag(component, "experimental-encryption-provider-config"))
      return;
    const ops = flag ? flag.set(FILE) : component.add("encryption-provider-config", FILE);
    report(
      flag?.place ?? component.place,
      `${component.label} stores Secrets unencrypted: --encryption-provider-config is missing.`,
      {
        fixes: ops.length > 0 ? [manual(`Encrypt as ${FILE} says`, ...ops, ...mountOps(component))] : [],
      },
    );
  }),
});
