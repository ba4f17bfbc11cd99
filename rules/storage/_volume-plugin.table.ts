/** What became of a volume plug-in that was built into Kubernetes. */
export interface PluginFate {
  /** The N of 1.N from which it does not work any more by itself. */
  readonly removed: number;
  /** The N of 1.N from which it has to be switched on, where that came before it was removed. */
  readonly offByDefault?: number;
  /** The CSI driver that serves its volumes instead, if it is installed. */
  readonly driver?: string;
  /** What to do instead, where there is no such driver. */
  readonly instead?: string;
}

/**
 * By the name of the source in a volume (CSI migration, KEP-625 and the KEPs of each plug-in; CHANGELOG of the minor versions). gitRepo is
 * off by default from 1.33, and for good from 1.36 (KEP-5040).
 */
export const VOLUME_PLUGINS: Readonly<Record<string, PluginFate>> = {
  awsElasticBlockStore: { removed: 27, driver: "ebs.csi.aws.com" },
  azureDisk: { removed: 27, driver: "disk.csi.azure.com" },
  azureFile: { removed: 30, driver: "file.csi.azure.com" },
  cephfs: { removed: 31, instead: "use the Ceph CSI driver" },
  cinder: { removed: 26, driver: "cinder.csi.openstack.org" },
  flocker: { removed: 25, instead: "use a CSI driver" },
  gcePersistentDisk: { removed: 28, driver: "pd.csi.storage.gke.io" },
  gitRepo: { removed: 36, offByDefault: 33, instead: "clone in an init container, into an emptyDir" },
  glusterfs: { removed: 26, instead: "use a CSI driver" },
  photonPersistentDisk: { removed: 24, instead: "use a CSI driver" },
  portworxVolume: { removed: 31, driver: "pxd.portworx.com" },
  quobyte: { removed: 25, instead: "use the Quobyte CSI driver" },
  rbd: { removed: 31, instead: "use the Ceph CSI driver" },
  scaleIO: { removed: 24, instead: "use the PowerFlex CSI driver" },
  storageos: { removed: 25, instead: "use a CSI driver" },
  vsphereVolume: { removed: 30, driver: "csi.vsphere.vmware.com" },
};

/** By the provisioner of a StorageClass. */
export const PROVISIONERS: ReadonlyMap<string, string> = new Map([
  ["kubernetes.io/aws-ebs", "awsElasticBlockStore"],
  ["kubernetes.io/azure-disk", "azureDisk"],
  ["kubernetes.io/azure-file", "azureFile"],
  ["kubernetes.io/cephfs", "cephfs"],
  ["kubernetes.io/cinder", "cinder"],
  ["kubernetes.io/flocker", "flocker"],
  ["kubernetes.io/gce-pd", "gcePersistentDisk"],
  ["kubernetes.io/glusterfs", "glusterfs"],
  ["kubernetes.io/portworx-volume", "portworxVolume"],
  ["kubernetes.io/quobyte", "quobyte"],
  ["kubernetes.io/rbd", "rbd"],
  ["kubernetes.io/scaleio", "scaleIO"],
  ["kubernetes.io/storageos", "storageos"],
  ["kubernetes.io/vsphere-volume", "vsphereVolume"],
]);
