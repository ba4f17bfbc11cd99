// Admission webhook good practices, docs/concepts/cluster-administration/admission-webhooks-good-practices.
import { boolean, defineRule, type Field, set, suggestion } from "../../../server/api.ts";
import { caIsInjected, checksWorkloads, matchesEverything } from "../_webhook.ts";

/** A selector that leaves kube-system out, or selects by a label that namespaces do not have by themselves. */
function sparesKubeSystem(webhook: Field): boolean {
  const selector = webhook.at("namespaceSelector");
  if (selector.open || selector.at("matchLabels").exists || webhook.at("objectSelector").keys().length > 0) return true;
  return selector.at("matchExpressions").items().length > 0 || webhook.at("matchConditions").items().length > 0;
}

export default defineRule({
  id: "webhook-fails-open",
  family: "control-plane",
  severity: "info",
  tier: "strict",
  title: "Admission webhook can be bypassed, or can block the cluster",
  why: "With failurePolicy: Ignore whoever makes the webhook fail, by load or by time, gets an object past it. With Fail on everything, kube-system included, the webhook's own pods cannot start again once they are gone.",
  ignoreWhen: "The webhook only fills in defaults, or its check is repeated by something that cannot be bypassed.",
  references: ["https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/"],
  peers: ["kubescape:C-0036", "kubescape:C-0039"],
  fix: "suggestion",
  options: {
    inventory: boolean(false, "Report every webhook, as a list to review"),
    requireCaBundle: boolean(false, "Also report a missing caBundle, which something may fill in while the cluster runs"),
  },
  kinds: ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"],
  resource(resource, { options, report }) {
    for (const webhook of resource.at("webhooks").items()) {
      const name = webhook.at("name").string ?? "";
      const policy = webhook.at("failurePolicy");
      if (options.inventory)
        report(
          webhook.at("name"),
          `Webhook ${name} ${resource.kind === "MutatingWebhookConfiguration" ? "changes" : "sees"} objects before they are stored.`,
        );
      if (policy.value === "Ignore" && checksWorkloads(webhook))
        report(policy, `Webhook ${name} fails open: failurePolicy is Ignore.`, {
          fixes: [suggestion("Fail closed", set(policy, "Fail"))],
        });
      if (policy.value !== "Ignore" && policy.state !== "unknown" && matchesEverything(webhook) && !sparesKubeSystem(webhook))
        report(webhook.at("name"), `Webhook ${name} can block the cluster: it fails closed for every resource.`, {
          severity: "warning",
        });
      const client = webhook.at("clientConfig");
      if (client.at("url").string?.startsWith("http://"))
        report(client.at("url"), `Webhook ${name} is called without TLS.`, { severity: "error" });
      const bundle = client.at("caBundle");
      if (
        options.requireCaBundle &&
        client.at("service").isMapping &&
        (bundle.absent || bundle.value === "") &&
        !caIsInjected(resource)
      )
        report(client.at("service").key, `Webhook ${name} has no caBundle.`);
    }
  },
});
