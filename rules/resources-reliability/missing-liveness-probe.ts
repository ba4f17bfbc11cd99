// core/v1 Container.livenessProbe: without one, a container counts as alive as long as its process runs.
import { missingProbe } from "./_missing-probe.ts";

export default missingProbe({
  id: "missing-liveness-probe",
  probe: "livenessProbe",
  title: "Container has no liveness probe",
  why: "A process that hangs is still a running process: without the probe nobody restarts it, and the pod stays broken until a person looks.",
  ignoreWhen:
    "The program ends by itself when it is broken. A liveness probe that also asks other services does more harm than none.",
  peers: [
    "kube-linter:no-liveness-probe",
    "checkov:CKV_K8S_8",
    "kubescape:C-0056",
    "polaris:livenessProbeMissing",
    "kube-score:pod-probes",
    "kics:liveness_probe_is_not_defined",
  ],
});
