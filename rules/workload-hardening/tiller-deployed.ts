// Helm 2 reached its end of life in November 2020; https://helm.sh/blog/helm-v2-deprecation-timeline/
import { defineRule, type Field, type Pod, parseImage, type Resource } from "../../server/api.ts";

export default defineRule({
  id: "tiller-deployed",
  family: "workload-hardening",
  severity: "error",
  tier: "recommended",
  title: "Tiller is deployed",
  why: "Tiller, the server half of Helm 2, usually has all rights in the cluster and takes orders from anyone who reaches its port, without a login. It has had no security fixes since 2020.",
  ignoreWhen: "Never.",
  how: "Move to Helm 3 or newer, which has no server, and delete Tiller with its Service and bindings.",
  references: ["https://helm.sh/blog/helm-v2-deprecation-timeline/"],
  peers: [
    "checkov:CKV_K8S_34",
    "checkov:CKV_K8S_44",
    "checkov:CKV_K8S_45",
    "trivy:KSV-0102",
    "kics:tiller_is_deployed",
    "kics:tiller_service_is_not_deleted",
    "kics:tiller_deployment_is_accessible_from_within_cluster",
  ],
  kinds: ["Service"],
  needs: ["tiller"],
  pod(pod, { report }) {
    const place = evidenceIn(pod);
    if (!place) return;
    const open = pod.containers.some(
      (container) =>
        !container
          .at("args")
          .items()
          .some((arg) => /^--listen=(localhost|127\.0\.0\.1)/.test(arg.string ?? "")),
    );
    const reach = open ? " and is open to all pods" : "";
    report(place, `${pod.resource.kind} "${pod.resource.name}" runs Tiller, which needs no login${reach}.`);
  },
  resource(service, { report }) {
    if (isTillerService(service))
      report(service.at("metadata", "name"), `Service "${service.name}" makes Tiller reachable for the whole cluster.`);
  },
});

function evidenceIn(pod: Pod): Field | undefined {
  for (const container of pod.containers) {
    const image = container.at("image");
    if (
      parseImage(image.string ?? "")
        ?.repository.split("/")
        .at(-1) === "tiller"
    )
      return image;
  }
  const labels = pod.metadata.at("labels");
  const isTiller =
    labels.at("name").value === "tiller" || (labels.at("app").value === "helm" && pod.resource.name === "tiller-deploy");
  return isTiller ? pod.resource.at("metadata", "name") : undefined;
}

function isTillerService(service: Resource): boolean {
  const values = [service.at("metadata", "labels"), service.at("spec", "selector")].flatMap((labels) => labels.entries());
  return /\btiller\b/.test(service.name) || values.some(([, value]) => value.value === "tiller");
}
