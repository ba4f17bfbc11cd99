// API aggregation, docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation; APIService spec.insecureSkipTLSVerify.
import { boolean, defineRule, type Field, manual, remove } from "../../../server/api.ts";
import { caIsInjected } from "../_webhook.ts";

function isEmpty(field: Field): boolean {
  return field.absent || field.value === "";
}

export default defineRule({
  id: "apiservice-skip-tls",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "API server does not verify an extension API server",
  why: "Whoever can answer at the Service's address gets the requests of all users of this API, with their identity, and decides on the answers.",
  ignoreWhen:
    "A test cluster, or metrics-server with the certificate that it makes for itself, whose answers decide on nothing but scaling.",
  how: "Put the CA of the server's certificate into caBundle, or let cert-manager inject it.",
  references: ["https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/"],
  fix: "suggestion",
  presetOptions: { strict: { requireCaBundle: true } },
  options: {
    requireCaBundle: boolean(false, "Also report a missing caBundle, which something may fill in while the cluster runs"),
  },
  kinds: ["APIService"],
  resource(resource, { options, report }) {
    const spec = resource.at("spec");
    const skip = spec.at("insecureSkipTLSVerify");
    if (skip.value === true)
      report(skip, `The API server does not verify the server behind ${resource.name}.`, {
        fixes: [manual("Verify the certificate", remove(skip))],
      });
    else if (
      options.requireCaBundle &&
      spec.at("service").isMapping &&
      skip.state !== "unknown" &&
      isEmpty(spec.at("caBundle")) &&
      !caIsInjected(resource)
    )
      report(spec.at("service").key, `APIService ${resource.name} has no caBundle.`, {
        severity: "info",
      });
  },
});
