// Local ephemeral storage is counted per node (kubernetes.io, Local ephemeral storage).
import { sameAsLimit } from "./_same.ts";

export default sameAsLimit({
  id: "ephemeral-storage-request-not-equal-limit",
  resource: "ephemeral-storage",
  missing: false,
  title: "Request and limit of ephemeral storage differ",
  why: "Disk above the request is not counted by the scheduler: when the node's disk fills up, the pods that use more than they requested are evicted first.",
  ignoreWhen: "Nodes have far more disk than their pods can ever write.",
  needs: ["ephemeral"],
  peers: ["kube-score:container-ephemeral-storage-request-equals-limit"],
});
