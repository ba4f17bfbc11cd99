// core/v1 NFSVolumeSource, ISCSIVolumeSource, CephFSVolumeSource, RBDVolumeSource, GlusterfsVolumeSource.
import { type Context, defineRule, type Field } from "../../server/api.ts";

/** Sources of volumes without any protection. */
const PLAIN = ["nfs", "cephfs", "rbd", "glusterfs"];

function check(holder: Field, label: string, report: Context["report"]): void {
  for (const source of PLAIN)
    if (holder.at(source).isMapping)
      report(holder.at(source).key, `${label} sends its data over the network in plain text (${source}).`);
  const iscsi = holder.at("iscsi");
  if (iscsi.isMapping && iscsi.at("chapAuthSession").absent)
    report(iscsi.key, `${label} comes over iSCSI without authentication: chapAuthSession is not set.`);
}

export default defineRule({
  id: "network-file-volume",
  family: "storage",
  severity: "info",
  tier: "strict",
  title: "Network volume is not encrypted",
  why: "A file server that trusts addresses lets every pod and every machine on the network read and write the data, and someone on the path can change it unseen.",
  ignoreWhen: "The file server is on a network of its own that only the nodes reach.",
  how: "Use a CSI driver that authenticates, sec=krb5p in the mountOptions of an NFS volume, or CHAP for iSCSI.",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
  peers: ["trivy:KSV-0028"],
  yieldsTo: ["removed-volume-plugin"],
  kinds: ["PersistentVolume"],
  needs: [...PLAIN, "iscsi"],
  pod(pod, { report }) {
    for (const volume of pod.at("volumes").items()) check(volume, `Volume "${volume.at("name").string ?? ""}"`, report);
  },
  resource(resource, { report }) {
    const options = resource.at("spec", "mountOptions");
    const kerberos = options.open || options.items().some((item) => item.string?.startsWith("sec=krb5"));
    if (!kerberos || !resource.at("spec", "nfs").exists)
      check(resource.at("spec"), `PersistentVolume "${resource.name}"`, report);
  },
});
