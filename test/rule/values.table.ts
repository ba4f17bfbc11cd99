/** One place of a manifest and what may stand there. */
export interface Place {
  /** The name of the file in test/data/values. */
  readonly name: string;
  /** The rules that judge it, by id. */
  readonly rules: readonly string[];
  readonly values: readonly string[];
  /** The manifest with the value. */
  manifest(value: string): string;
}

const words = (text: string) => text.trim().split(/\s+/);

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: shop }\nspec:\n${spec}`;
const container = (more: string) => pod(`  containers:\n    - name: app\n      image: app:1.2\n${more}`);
const service = (annotations: string, port = "{ port: 443 }") =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: shop, annotations: { ${annotations} } }\nspec:\n  type: LoadBalancer\n  ports: [${port}]\n`;
const ingress = (annotations: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a, namespace: shop, annotations: { ${annotations} } }\nspec:\n  ingressClassName: nginx\n  rules: [{ host: a.example.com }]\n`;
const entry = (text: string) => {
  const [key, value] = text.split("=");
  return `${key}: ${JSON.stringify(value)}`;
};

/** The values are of documentation and headers, not of the tables of the rules. */
export const PLACES: readonly Place[] = [
  {
    name: "host-paths-written",
    rules: ["sensitive-host-path", "writable-host-path", "cloud-credentials-host-path", "container-runtime-socket-mount"],
    values: hostPaths(),
    manifest: (path) => hostPath(path, false),
  },
  {
    name: "host-paths-read",
    rules: ["sensitive-host-path", "writable-host-path", "cloud-credentials-host-path", "container-runtime-socket-mount"],
    values: hostPaths(),
    manifest: (path) => hostPath(path, true),
  },
  {
    // include/uapi/linux/capability.h
    name: "capabilities",
    rules: ["added-capability", "dangerous-capability", "net-raw-capability", "invalid-capability-name"],
    values:
      words(`ALL CAP_SYS_ADMIN net_raw SYS_ROOT AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE
      DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST
      NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO
      SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM`),
    manifest: (name) => container(`      securityContext: { capabilities: { add: [${name}] } }\n`),
  },
  {
    name: "capabilities-dropped",
    rules: ["capabilities-not-dropped", "conflicting-capabilities"],
    values: words("ALL all CAP_ALL NET_RAW CAP_NET_RAW net_raw MKNOD"),
    manifest: (name) => container(`      securityContext: { capabilities: { drop: [${name}], add: [NET_RAW] } }\n`),
  },
  {
    name: "volumes",
    rules: ["restricted-volume-type", "removed-volume-plugin", "network-file-volume", "emptydir-without-size-limit"],
    values:
      words(`awsElasticBlockStore azureDisk azureFile cephfs cinder configMap csi downwardAPI emptyDir ephemeral fc flexVolume flocker gcePersistentDisk
      gitRepo glusterfs hostPath image iscsi nfs persistentVolumeClaim photonPersistentDisk portworxVolume projected quobyte rbd scaleIO secret storageos
      vsphereVolume`),
    manifest: (source) => pod(`  volumes: [{ name: data, ${source}: {} }]\n  containers: [{ name: app, image: "app:1.2" }]\n`),
  },
  {
    name: "service-annotations",
    rules: ["loadbalancer-service", "loadbalancer-open-to-world"],
    values: [
      ...words(`service.beta.kubernetes.io/aws-load-balancer-internal=true service.beta.kubernetes.io/aws-load-balancer-internal=false
      service.beta.kubernetes.io/aws-load-balancer-internal=0.0.0.0/0 service.beta.kubernetes.io/aws-load-balancer-scheme=internal
      service.beta.kubernetes.io/aws-load-balancer-scheme=internet-facing service.beta.kubernetes.io/azure-load-balancer-internal=true
      service.beta.kubernetes.io/azure-load-balancer-internal=false networking.gke.io/load-balancer-type=Internal
      networking.gke.io/load-balancer-type=External cloud.google.com/load-balancer-type=Internal cloud.google.com/load-balancer-type=External
      service.beta.kubernetes.io/oci-load-balancer-internal=true service.beta.kubernetes.io/oci-load-balancer-internal=false
      oci-network-load-balancer.oraclecloud.com/internal=true oci-network-load-balancer.oraclecloud.com/internal=false
      service.beta.kubernetes.io/openstack-internal-load-balancer=true service.beta.kubernetes.io/openstack-internal-load-balancer=false
      service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type=intranet service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type=internet
      service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type=private service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type=public
      service.kubernetes.io/qcloud-loadbalancer-internal-subnetid=subnet-1 load-balancer.hetzner.cloud/disable-public-network=true
      load-balancer.hetzner.cloud/disable-public-network=false service.beta.kubernetes.io/cce-load-balancer-internal-vpc=true tailscale.com/expose=true
      tailscale.com/expose=false metallb.io/loadBalancerIPs=10.0.0.1 metallb.io/loadBalancerIPs=8.8.8.8 metallb.universe.tf/loadBalancerIPs=172.16.0.1
      metallb.universe.tf/loadBalancerIPs=172.32.0.1 lbipam.cilium.io/ips=192.168.0.1 io.cilium/lb-ipam-ips=fd00::1
      kube-vip.io/loadbalancerIPs=10.0.0.1 kube-vip.io/loadbalancerIPs=10.0.0.1,8.8.8.8`),
      ...words(`service.beta.kubernetes.io/load-balancer-source-ranges=10.0.0.0/8 service.beta.kubernetes.io/load-balancer-source-ranges=0.0.0.0/0
      service.beta.kubernetes.io/azure-allowed-ip-ranges=10.0.0.0/8 service.beta.kubernetes.io/azure-allowed-service-tags=AzureFrontDoor.Backend
      service.beta.kubernetes.io/aws-load-balancer-security-groups=sg-1 networking.gke.io/load-balancer-source-ranges=10.0.0.0/8`),
    ],
    manifest: (text) => service(entry(text), "{ name: db, port: 5433 }"),
  },
  {
    name: "service-ports",
    rules: ["sensitive-port-exposed", "loadbalancer-open-to-world"],
    values:
      words(`22 23 25 53 80 110 389 443 445 636 1433 1521 1883 2049 2181 2375 2376 2379 2380 3000 3306 3389 4369 5000 5432 5601 5672 5900 5984 6379 6443
      7000 7199 8001 8080 8086 8265 8443 8500 8888 9000 9042 9090 9092 9093 9200 9300 10250 10255 10256 10257 10259 11211 11434 15672 27017 50000`),
    manifest: (port) => service("a: b", `{ port: ${port} }`),
  },
  {
    name: "service-port-names",
    rules: ["loadbalancer-open-to-world", "sensitive-port-exposed"],
    values: words("http https http2 h2c web websecure grpc api tcp db postgres redis admin"),
    manifest: (name) => service("a: b", `{ name: ${name}, port: 6379, targetPort: ${name} }`),
  },
  {
    name: "container-ports",
    rules: ["ssh-port-exposed", "privileged-container-port", "host-port"],
    values: words("1 21 22 80 443 1023 1024 2022 2222 8022 8080 22222"),
    manifest: (port) => container(`      ports: [{ containerPort: ${port}, hostPort: ${port} }]\n`),
  },
  {
    name: "ingress-annotations",
    rules: [
      ...["ingress-without-tls", "ingress-host-without-tls", "ingress-open-source-range", "ingress-suspicious-annotation"],
      ...["ingress-snippet-annotation", "ingress-plaintext-allowed"],
    ],
    values:
      words(`alb.ingress.kubernetes.io/certificate-arn=arn alb.ingress.kubernetes.io/listen-ports=HTTPS alb.ingress.kubernetes.io/listen-ports=HTTP
      appgw.ingress.kubernetes.io/appgw-ssl-certificate=a haproxy.org/ssl-certificate=a haproxy.org/ssl-passthrough=true haproxy.org/ssl-passthrough=false
      haproxy-ingress.github.io/ssl-passthrough=true ingress.gcp.kubernetes.io/pre-shared-cert=a kubernetes.azure.com/tls-cert-keyvault-uri=a
      networking.gke.io/managed-certificates=a networking.gke.io/certmap=a nginx.ingress.kubernetes.io/canary=true nginx.ingress.kubernetes.io/canary=false
      nginx.ingress.kubernetes.io/ssl-passthrough=true nginx.org/mergeable-ingress-type=minion nginx.org/mergeable-ingress-type=master
      route.openshift.io/termination=edge traefik.ingress.kubernetes.io/router.tls=true traefik.ingress.kubernetes.io/router.tls.certresolver=a
      cert-manager.io/issuer=a cert-manager.io/cluster-issuer=a certmanager.k8s.io/cluster-issuer=a kubernetes.io/tls-acme=true
      cert.gardener.cloud/purpose=managed nginx.ingress.kubernetes.io/whitelist-source-range=0.0.0.0/0
      nginx.ingress.kubernetes.io/whitelist-source-range=10.0.0.0/8 nginx.ingress.kubernetes.io/allowlist-source-range=0.0.0.0/0
      ingress.kubernetes.io/whitelist-source-range=0.0.0.0/0 haproxy.org/whitelist=0.0.0.0/0 haproxy.org/allow-list=0.0.0.0/0
      haproxy-ingress.github.io/whitelist-source-range=0.0.0.0/0 haproxy-ingress.github.io/allowlist-source-range=0.0.0.0/0
      alb.ingress.kubernetes.io/inbound-cidrs=0.0.0.0/0 alb.ingress.kubernetes.io/inbound-cidrs=::/0
      nginx.ingress.kubernetes.io/auth-secret=a;b nginx.ingress.kubernetes.io/auth-secret=a/b nginx.ingress.kubernetes.io/auth-signin=a;b
      nginx.ingress.kubernetes.io/auth-tls-match-cn=a;b nginx.ingress.kubernetes.io/auth-tls-match-cn=a{2,3} nginx.ingress.kubernetes.io/auth-url=a#b
      nginx.ingress.kubernetes.io/mirror-host=a;b nginx.ingress.kubernetes.io/mirror-target=a;b nginx.ingress.kubernetes.io/permanent-redirect=a;b
      nginx.ingress.kubernetes.io/permanent-redirect=a#b nginx.ingress.kubernetes.io/rewrite-target=a;b nginx.ingress.kubernetes.io/rewrite-target=/$1
      nginx.ingress.kubernetes.io/server-alias=a;b nginx.ingress.kubernetes.io/temporal-redirect=a{b nginx.ingress.kubernetes.io/configuration-snippet=a
      nginx.ingress.kubernetes.io/server-snippet=a nginx.ingress.kubernetes.io/stream-snippet=a nginx.ingress.kubernetes.io/auth-snippet=a
      nginx.ingress.kubernetes.io/modsecurity-snippet=a nginx.org/location-snippets=a nginx.org/server-snippets=a
      nginx.ingress.kubernetes.io/ssl-redirect=false nginx.ingress.kubernetes.io/ssl-redirect=true`),
    manifest: (text) => ingress(entry(text)),
  },
  {
    name: "ingress-certificates",
    rules: ["ingress-host-without-tls"],
    values:
      words(`cert-manager.io/issuer=a cert-manager.io/cluster-issuer=a certmanager.k8s.io/issuer=a certmanager.k8s.io/cluster-issuer=a
      kubernetes.io/tls-acme=true kubernetes.io/tls-acme=false cert.gardener.cloud/purpose=managed other=a`),
    manifest: (text) => `${ingress(entry(text))}  tls: [{ hosts: [b.example.com], secretName: b }]\n`,
  },
  {
    name: "provisioners",
    rules: ["storage-not-encrypted", "removed-volume-plugin"],
    values:
      words(`ebs.csi.aws.com efs.csi.aws.com disk.csi.azure.com file.csi.azure.com pd.csi.storage.gke.io rook-ceph.rbd.csi.ceph.com pxd.portworx.com
      kubernetes.io/aws-ebs kubernetes.io/azure-disk kubernetes.io/azure-file kubernetes.io/cephfs kubernetes.io/cinder kubernetes.io/flocker
      kubernetes.io/gce-pd kubernetes.io/glusterfs kubernetes.io/portworx-volume kubernetes.io/quobyte kubernetes.io/rbd kubernetes.io/scaleio
      kubernetes.io/storageos kubernetes.io/vsphere-volume kubernetes.io/no-provisioner`),
    manifest: (name) => `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: a }\nprovisioner: ${name}\n`,
  },
  {
    name: "default-namespace",
    rules: ["default-namespace"],
    values: namespaced(),
    manifest: (kind) => object(kind, "default"),
  },
  {
    name: "system-namespace",
    rules: ["system-namespace"],
    values: namespaced(),
    manifest: (kind) => object(kind, "kube-system"),
  },
  {
    name: "namespaces",
    rules: ["system-namespace", "default-namespace", "reserved-namespace-prefix", "missing-pod-security-label"],
    values: words("default kube-system kube-public kube-node-lease kube-custom openshift-a shop"),
    manifest: (name) =>
      `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: ${name} }\nspec: {}\n`,
  },
];

function hostPaths(): readonly string[] {
  return words(`/ /bin /boot /data /dev /dev/disk/by-id /dev/fuse /dev/kvm /dev/mapper/a /dev/mem /dev/nvme0n1 /dev/sda1 /dev/shm /etc /etc/ca-certificates
    /etc/hostname /etc/hosts /etc/kubernetes /etc/kubernetes/azure.json /etc/kubernetes/cloud-config /etc/kubernetes/manifests /etc/kubernetes/my-app
    /etc/kubernetes/pki /etc/localtime /etc/machine-id /etc/os-release /etc/pki /etc/rancher /etc/resolv.conf /etc/shadow /etc/ssh /etc/ssl/certs
    /etc/timezone /home /home/jane /lib /lib/modules /lib64 /mnt/data /opt/cni/bin /proc /root /root/.aws/credentials /run /run/containerd
    /run/containerd/containerd.sock /run/crio /run/crio/crio.sock /run/dbus /run/docker.sock /run/k3s/containerd/containerd.sock /run/my-app
    /run/podman/podman.sock /run/systemd /run/xtables.lock /sbin /srv /sys /sys/fs/bpf /sys/fs/cgroup /tmp /usr /usr/lib/modules /usr/lib/os-release
    /usr/local/share/ca-certificates /usr/share/ca-certificates /usr/share/zoneinfo /var /var/lib /var/lib/containerd /var/lib/containers /var/lib/docker
    /var/lib/docker/containers /var/lib/etcd /var/lib/k0s /var/lib/kubelet /var/lib/kubelet/device-plugins /var/lib/kubelet/plugins
    /var/lib/kubelet/plugins_registry /var/lib/kubelet/pki /var/lib/kubelet/pod-resources /var/lib/kubelet/pods /var/lib/minikube /var/lib/my-app
    /var/lib/rancher /var/lib/rancher/k3s/agent /var/lib/rancher/k3s/server /var/lib/rancher/rke2/agent /var/lib/rancher/rke2/server
    /var/lib/waagent/ManagedIdentity-Settings /var/log /var/log/pods /var/run /var/run/containerd /var/run/containerd/containerd.sock /var/run/crio/crio.sock
    /var/run/docker.sock /var/run/podman /var/run/secrets`);
}

function hostPath(path: string, readOnly: boolean): string {
  return pod(`  volumes: [{ name: a, hostPath: { path: ${path} } }]
  containers: [{ name: app, image: "app:1.2", volumeMounts: [{ name: a, mountPath: /a, readOnly: ${readOnly} }] }]
`);
}

/** Kinds with their API versions. */
function namespaced(): readonly string[] {
  return words(`v1/ConfigMap apps/v1/ControllerRevision batch/v1/CronJob apps/v1/DaemonSet apps/v1/Deployment discovery.k8s.io/v1/EndpointSlice v1/Endpoints
    v1/Event autoscaling/v2/HorizontalPodAutoscaler networking.k8s.io/v1/Ingress batch/v1/Job coordination.k8s.io/v1/Lease v1/LimitRange
    networking.k8s.io/v1/NetworkPolicy v1/PersistentVolumeClaim v1/Pod policy/v1/PodDisruptionBudget v1/PodTemplate apps/v1/ReplicaSet
    v1/ReplicationController v1/ResourceQuota rbac.authorization.k8s.io/v1/Role rbac.authorization.k8s.io/v1/RoleBinding v1/Secret v1/Service
    v1/ServiceAccount apps/v1/StatefulSet example.com/v1/Widget v1/Node rbac.authorization.k8s.io/v1/ClusterRole`);
}

function object(kind: string, namespace: string): string {
  const at = kind.lastIndexOf("/");
  return `apiVersion: ${kind.slice(0, at)}\nkind: ${kind.slice(at + 1)}\nmetadata: { name: a, namespace: ${namespace} }\n`;
}
