// core/v1 Container.imagePullPolicy: defaults to Always for `latest`, and an explicit IfNotPresent undoes that.
import { defineRule, manual, set, suggestion } from "../../server/api.ts";
import { imageOf, isLatest } from "./_image.ts";

export default defineRule({
  id: "latest-tag-stale-pull-policy",
  family: "images",
  severity: "warning",
  tier: "recommended",
  title: "Moving tag with a pull policy that never updates it",
  why: "With the tag `latest` and a policy other than Always each node keeps whatever it pulled first. Replicas run different versions for weeks, and a restart does not help.",
  ignoreWhen: "The image is loaded onto the nodes by hand, as with kind or minikube.",
  references: ["https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting"],
  peers: ["kubescape:C-0075"],
  fix: "suggestion",
  needs: ["IfNotPresent", "Never"],
  container(container, { report }) {
    const use = imageOf(container);
    const policy = container.at("imagePullPolicy");
    if (!use || !isLatest(use.image) || (policy.value !== "IfNotPresent" && policy.value !== "Never")) return;
    report(policy, `Container "${container.name}" uses a moving tag, but ${policy.value} keeps the cached image.`, {
      related: [{ message: "The image.", at: use.field }],
      fixes: [(policy.value === "Never" ? manual : suggestion)("Always pull", set(policy, "Always"))],
    });
  },
});
