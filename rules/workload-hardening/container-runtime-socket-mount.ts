// containerd, CRI-O, cri-dockerd, Docker, Podman: the default places of their sockets.
import { defineRule, hostPathVolumes, normalizeHostPath, strings } from "../../server/api.ts";
import { mountsAsRelated } from "./_host-path.ts";

const SOCKETS = /\/(docker|dockershim|cri-dockerd|containerd|crio|podman)\.sock$/;
const FOLDERS = /^(\/var)?\/run\/(containerd|crio|docker|docker\/containerd|k3s\/containerd|podman|dockershim)$/;
const PIPES = /^\/pipe\/(docker_engine|containerd-containerd)$/;

export default defineRule({
  id: "container-runtime-socket-mount",
  family: "workload-hardening",
  severity: "error",
  tier: "recommended",
  title: "Pod mounts the socket of the container runtime",
  why: "Whoever can talk to this socket can start a privileged container on the node, past Kubernetes and all its checks: it is root on the node. A read-only mount does not help; a socket needs no write access to be talked to.",
  ignoreWhen: "A node agent of the runtime itself, in a namespace that only administrators use.",
  how: "Build images with a tool that needs no daemon (BuildKit rootless, Buildah). Read container data from the kubelet's API instead of the runtime.",
  standards: ["nsa"],
  peers: [
    "kube-linter:docker-sock",
    "checkov:CKV_K8S_27",
    "trivy:KSV-0006",
    "kubescape:C-0074",
    "monokle:KBP101",
    "monokle:KSV006",
    "kics:docker_daemon_socket_is_exposed_to_containers",
    "kubesec:DockerSock",
  ],
  options: { extraPaths: strings([], "Further sockets, by their path on the node.") },
  needs: ["hostPath"],
  pod(pod, { options, report }) {
    const extra = options.extraPaths.map(normalizeHostPath);
    for (const volume of hostPathVolumes(pod)) {
      const { path, field, name } = volume;
      if (path === undefined) continue;
      if (!SOCKETS.test(path) && !FOLDERS.test(path) && !PIPES.test(path) && !extra.includes(path)) continue;
      report(field.at("hostPath", "path"), `Volume "${name}" gives control of the node's container runtime.`, {
        related: mountsAsRelated(volume),
      });
    }
  },
});
