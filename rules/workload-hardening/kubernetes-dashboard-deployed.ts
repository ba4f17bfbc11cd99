// CVE-2018-18264; https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/
import { defineRule, type Field, type Pod, parseImage } from "../../server/api.ts";

const DASHBOARD = "kubernetes-dashboard";

export default defineRule({
  id: "kubernetes-dashboard-deployed",
  family: "workload-hardening",
  severity: "warning",
  tier: "strict",
  title: "Kubernetes Dashboard is deployed",
  why: "The dashboard acts with the rights of its account or of whoever logs in. Reached by the wrong people it is the whole cluster in a browser; clusters were lost that way.",
  ignoreWhen: "It is reached through a login only and its account has no rights of its own.",
  how: "Use a client that runs on the user's machine with the user's own rights. Otherwise put a login in front and give the account nothing.",
  references: ["https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/"],
  peers: ["checkov:CKV_K8S_33", "kubescape:C-0014", "kics:dashboard_is_enabled"],
  kinds: ["Service", "ClusterRoleBinding", "RoleBinding"],
  pod(pod, { report }) {
    const place = evidenceIn(pod);
    if (place) report(place, `${pod.resource.kind} "${pod.resource.name}" runs the Kubernetes Dashboard or uses its account.`);
  },
  resource(resource, { report }) {
    const message = `${resource.kind} "${resource.name}" belongs to the Kubernetes Dashboard.`;
    if (resource.kind === "Service") {
      const place = labelled(resource.at("spec", "selector")) ?? labelled(resource.at("metadata", "labels"));
      if (place) report(place, message);
    } else if (resource.at("roleRef", "name").value === DASHBOARD)
      for (const subject of resource.at("subjects").items()) {
        const name = subject.at("name");
        if (name.string && name.string !== DASHBOARD)
          report(name, `"${name.string}" gets the rights of the Kubernetes Dashboard.`);
      }
  },
});

function evidenceIn(pod: Pod): Field | undefined {
  for (const container of pod.containers) {
    const image = container.at("image");
    const text = image.string;
    // Nearly always neither name is there, and the image need not be taken apart.
    if (!text?.includes(DASHBOARD) && !text?.includes("kubernetesui/")) continue;
    const repository = parseImage(text)?.repository ?? "";
    if (repository.split("/").includes(DASHBOARD) || repository.startsWith("kubernetesui/")) return image;
  }
  const account = pod.at("serviceAccountName");
  if (account.value === DASHBOARD && !pod.resource.name.startsWith(DASHBOARD)) return account;
  return labelled(pod.metadata.at("labels"));
}

function labelled(labels: Field): Field | undefined {
  return [labels.at("k8s-app"), labels.at("app")].find(({ value }) => value === DASHBOARD);
}
