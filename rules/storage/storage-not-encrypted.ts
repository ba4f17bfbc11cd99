// Parameters of the drivers: aws-ebs-csi-driver, aws-efs-csi-driver, azuredisk-csi-driver, gcp-compute-persistent-disk-csi-driver, Portworx, Rook.
import { boolean, defineRule, set, stringMap, suggestion } from "../../server/api.ts";

const EFS = "efs.csi.aws.com";

/** The parameter that switches encryption on. */
const FLAGS: ReadonlyMap<string, string> = new Map([
  ["ebs.csi.aws.com", "encrypted"],
  ["kubernetes.io/aws-ebs", "encrypted"],
  ["kubernetes.io/portworx-volume", "secure"],
  ["pxd.portworx.com", "secure"],
]);

/** The parameter that names a key of one's own. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ["disk.csi.azure.com", "diskEncryptionSetID"],
  ["kubernetes.io/azure-disk", "diskEncryptionSetID"],
  ["pd.csi.storage.gke.io", "disk-encryption-kms-key"],
  ["kubernetes.io/gce-pd", "disk-encryption-kms-key"],
]);

/** Rook prefixes the driver with the namespace of its operator. */
function flagOf(provisioner: string): string | undefined {
  return FLAGS.get(provisioner) ?? (provisioner.endsWith(".rbd.csi.ceph.com") ? "encrypted" : undefined);
}

export default defineRule({
  id: "storage-not-encrypted",
  family: "storage",
  severity: "info",
  tier: "all",
  title: "Storage is not encrypted",
  why: "Disks, snapshots and backups outlive the cluster. Whoever gets hold of one reads the data in it.",
  ignoreWhen:
    "The account encrypts new disks by default. Azure and Google encrypt by keys of their own, which is enough unless `strictKeys` says otherwise.",
  references: ["https://kubernetes.io/docs/concepts/storage/storage-classes/"],
  peers: ["kubescape:C-0264"],
  fix: "suggestion",
  options: {
    provisioners: stringMap({}, 'Further provisioners, each with the parameter that must be "true"'),
    strictKeys: boolean(false, "Ask for keys of your own on Azure and Google Cloud"),
  },
  kinds: ["StorageClass", "PersistentVolume"],
  resource(resource, { options, report }) {
    const csi = resource.at("spec", "csi");
    const provisioner = resource.kind === "StorageClass" ? resource.at("provisioner").string : csi.at("driver").string;
    const parameters = resource.kind === "StorageClass" ? resource.at("parameters") : csi.at("volumeAttributes");
    if (provisioner === undefined) return;
    if (provisioner === EFS) {
      const transit = parameters.at("encryptInTransit");
      if (String(transit.value) === "false")
        report(transit, `${resource.kind} "${resource.name}" sends data in plain text: encryptInTransit is false.`, {
          fixes: [suggestion("Encrypt in transit", set(transit, "true"))],
        });
      return;
    }
    if (resource.kind !== "StorageClass") return;
    const { provisioners } = options;
    const flag = Object.hasOwn(provisioners, provisioner) ? provisioners[provisioner] : flagOf(provisioner);
    const key = options.strictKeys ? KEYS.get(provisioner) : undefined;
    const field = parameters.at(flag ?? key ?? "");
    if (flag !== undefined && field.state !== "unknown" && String(field.value) !== "true")
      report(
        field.absent ? parameters.key : field,
        `StorageClass "${resource.name}" makes volumes without encryption: ${flag} is not "true".`,
        {
          fixes: [suggestion("Encrypt new volumes", set(field, "true"))],
        },
      );
    else if (flag === undefined && key !== undefined && field.absent)
      report(parameters.key, `StorageClass "${resource.name}" encrypts by the provider's key: ${key} is missing.`);
  },
});
