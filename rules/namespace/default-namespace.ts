// CIS Kubernetes Benchmark 5.7.4; namespaces, docs/concepts/overview/working-with-objects/namespaces.
import { boolean, defineRule, string, strings } from "../../server/api.ts";

/** Kinds that people write and that live in a namespace. */
const NAMESPACED: readonly string[] = [
  "ConfigMap",
  "ControllerRevision",
  "CronJob",
  "DaemonSet",
  "Deployment",
  "EndpointSlice",
  "Endpoints",
  "HorizontalPodAutoscaler",
  "Ingress",
  "Job",
  "Lease",
  "LimitRange",
  "NetworkPolicy",
  "PersistentVolumeClaim",
  "Pod",
  "PodDisruptionBudget",
  "PodTemplate",
  "ReplicaSet",
  "ReplicationController",
  "ResourceQuota",
  "Role",
  "RoleBinding",
  "Secret",
  "Service",
  "ServiceAccount",
  "StatefulSet",
];

/** What every cluster has in the default namespace. */
const MADE_BY_KUBERNETES: ReadonlySet<string> = new Set([
  "ServiceAccount/default",
  "Service/kubernetes",
  "Endpoints/kubernetes",
  "ConfigMap/kube-root-ca.crt",
]);

export default defineRule({
  id: "default-namespace",
  family: "namespace",
  severity: "info",
  tier: "strict",
  title: "Object is in the default namespace",
  why: "Everything that names no namespace lands in default, so quotas, network policies and permissions there apply to unrelated things at once or to nothing. An object without a namespace goes wherever the current context of whoever applies it points.",
  ignoreWhen:
    "The namespace is given where the manifest is applied: by Helm, by Kustomize or by kubectl -n. Say so with `assumeNamespace`.",
  how: "Give the application a namespace of its own and name it in metadata.namespace.",
  standards: ["cis:5.7.1", "cis:5.7.4"],
  references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"],
  peers: [
    "kube-linter:use-namespace",
    "checkov:CKV_K8S_21",
    "trivy:KSV-0110",
    "kubescape:C-0061",
    "kubescape:C-0212",
    "kics:using_default_namespace",
    "kics:default_namespace",
    "kics:using_unrecommended_namespace",
  ],
  presetOptions: { strict: { requireNamespace: true }, cis: { requireNamespace: true } },
  options: {
    requireNamespace: boolean(false, "Also report objects that name no namespace"),
    assumeNamespace: string("", "The namespace of objects that name none"),
    kinds: strings([], "Only these kinds; without any, all namespaced kinds of Kubernetes itself"),
  },
  kinds: NAMESPACED,
  resource(resource, { options, report }) {
    if (options.kinds.length > 0 && !options.kinds.includes(resource.kind)) return;
    if (MADE_BY_KUBERNETES.has(`${resource.kind}/${resource.name}`)) return;
    const namespace = resource.at("metadata", "namespace");
    const unset = namespace.absent || namespace.value === "";
    if (namespace.value === "default" || (unset && options.assumeNamespace === "default"))
      report(namespace, `${resource.kind} "${resource.name}" is in the default namespace.`, { severity: "warning" });
    else if (unset && options.assumeNamespace === "" && options.requireNamespace)
      report(namespace, `${resource.kind} "${resource.name}" names no namespace: it goes wherever it is applied.`);
  },
});
