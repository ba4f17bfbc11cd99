// core/v1 PodSpec.imagePullSecrets; a ServiceAccount may bring them too.
import { defineRule, strings } from "../../server/api.ts";
import { fullName, imageOf, matchesRegistry } from "./_image.ts";

export default defineRule({
  id: "missing-image-pull-secret",
  family: "images",
  severity: "info",
  tier: "all",
  title: "Image of a private registry without a pull secret",
  why: "The registry refuses the node, and the pod stays in ImagePullBackOff.",
  ignoreWhen: "The nodes have credentials of their own, or the pod's ServiceAccount brings the secret.",
  how: "Name the secret in imagePullSecrets of the pod or of its ServiceAccount.",
  options: { privateRegistries: strings([], "Registries that want credentials: a host, *.suffix, or the beginning of a path") },
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/"],
  container(container, { options, report }) {
    if (options.privateRegistries.length === 0 || !container.pod.at("imagePullSecrets").absent) return;
    const use = imageOf(container);
    if (use && options.privateRegistries.some((pattern) => matchesRegistry(fullName(use.image), pattern)))
      report(use.field, `The image of container "${container.name}" is private, but the pod has no imagePullSecrets.`);
  },
});
