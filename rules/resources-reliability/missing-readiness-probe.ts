// core/v1 Container.readinessProbe: without one, a container counts as ready as soon as it has started.
import { missingProbe } from "./_missing-probe.ts";

export default missingProbe({
  id: "missing-readiness-probe",
  probe: "readinessProbe",
  title: "Container has no readiness probe",
  why: "The pod gets traffic as soon as its process has started. During a rollout callers meet servers that are not listening yet, and the rollout goes on although the new version never answers.",
  ignoreWhen: "Nothing sends traffic to the pod, as with a worker that takes jobs from a queue.",
  peers: [
    "kube-linter:no-readiness-probe",
    "checkov:CKV_K8S_9",
    "kubescape:C-0018",
    "polaris:readinessProbeMissing",
    "kube-score:pod-probes",
    "kics:readiness_probe_is_not_configured",
  ],
});
