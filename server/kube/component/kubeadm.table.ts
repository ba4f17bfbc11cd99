import type { ComponentName } from "./component.ts";

const PKI = "/etc/kubernetes/pki";

/**
 * The flags that kubeadm passes by itself, as far as a rule asks for them (kubernetes, cmd/kubeadm/app/phases/controlplane/manifests.go
 * and phases/etcd/local.go). What a configuration gives replaces them one by one.
 */
export const KUBEADM_FLAGS: Readonly<Partial<Record<ComponentName, Readonly<Record<string, string>>>>> = {
  "kube-apiserver": {
    "authorization-mode": "Node,RBAC",
    "client-ca-file": `${PKI}/ca.crt`,
    "enable-admission-plugins": "NodeRestriction",
    "etcd-cafile": `${PKI}/etcd/ca.crt`,
    "etcd-certfile": `${PKI}/apiserver-etcd-client.crt`,
    "etcd-keyfile": `${PKI}/apiserver-etcd-client.key`,
    "etcd-servers": "https://127.0.0.1:2379",
    "kubelet-client-certificate": `${PKI}/apiserver-kubelet-client.crt`,
    "kubelet-client-key": `${PKI}/apiserver-kubelet-client.key`,
    "secure-port": "6443",
    "service-account-key-file": `${PKI}/sa.pub`,
    "service-account-signing-key-file": `${PKI}/sa.key`,
    "tls-cert-file": `${PKI}/apiserver.crt`,
    "tls-private-key-file": `${PKI}/apiserver.key`,
  },
  "kube-controller-manager": {
    "bind-address": "127.0.0.1",
    "root-ca-file": `${PKI}/ca.crt`,
    "service-account-private-key-file": `${PKI}/sa.key`,
    "use-service-account-credentials": "true",
  },
  "kube-scheduler": {
    "bind-address": "127.0.0.1",
  },
  etcd: {
    "cert-file": `${PKI}/etcd/server.crt`,
    "client-cert-auth": "true",
    "key-file": `${PKI}/etcd/server.key`,
    "peer-cert-file": `${PKI}/etcd/peer.crt`,
    "peer-client-cert-auth": "true",
    "peer-key-file": `${PKI}/etcd/peer.key`,
    "peer-trusted-ca-file": `${PKI}/etcd/ca.crt`,
    "trusted-ca-file": `${PKI}/etcd/ca.crt`,
  },
};
