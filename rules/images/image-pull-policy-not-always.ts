// core/v1 Container.imagePullPolicy; admission plugin AlwaysPullImages (CIS 1.2.11).
import { boolean, defineRule, set, suggestion } from "../../server/api.ts";
import { imageOf, pullPolicyOf } from "./_image.ts";

export default defineRule({
  id: "image-pull-policy-not-always",
  family: "images",
  severity: "info",
  tier: "strict",
  title: "Image may come from the node's cache",
  why: "A node that has the image runs it without asking the registry: a pod without pull rights gets a private image that another pod left there, and a tag that was pushed again is not seen.",
  ignoreWhen:
    "Nodes are not shared between tenants and tags never move. With a digest the cache is harmless, so such images are exempt.",
  options: { allowDigests: boolean(true, "Images with a digest are exempt") },
  standards: ["cis:1.2.11"],
  references: ["https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy"],
  peers: [
    "checkov:CKV_K8S_15",
    "polaris:pullPolicyNotAlways",
    "kube-score:container-image-pull-policy",
    "kics:image_pull_policy_of_container_is_not_always",
  ],
  fix: "suggestion",
  yieldsTo: ["latest-tag-stale-pull-policy"],
  container(container, { options, report }) {
    const use = imageOf(container);
    if (!use) return;
    const policy = pullPolicyOf(container, use.image);
    if (
      policy === undefined ||
      policy === "Always" ||
      (use.image.digest !== undefined && options.allowDigests && policy !== "Never")
    )
      return;
    const field = container.at("imagePullPolicy");
    const message = `Container "${container.name}" uses the pull policy ${policy}: the node's cache may serve the image.`;
    const extra = {
      fixes: [suggestion("Always pull", set(field, "Always"))],
      ...(policy === "Never" ? { severity: "warning" as const } : {}),
    };
    report(field.absent ? use.field : field, message, extra);
  },
});
