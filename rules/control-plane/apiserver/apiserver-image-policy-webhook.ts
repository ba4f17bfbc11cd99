// CIS Kubernetes Benchmark 5.5.1; admission plug-in ImagePolicyWebhook, imagepolicy.k8s.io.
import { defineRule, set, suggestion } from "../../../server/api.ts";
import { requirePlugin } from "../_admission-plugin.ts";

const CONFIGURATIONS: readonly string[] = [
  "apiserver.config.k8s.io/AdmissionConfiguration",
  "apiserver.k8s.io/AdmissionConfiguration",
];

const flags = requirePlugin("ImagePolicyWebhook", "asks no webhook about images");

export default defineRule({
  id: "apiserver-image-policy-webhook",
  family: "control-plane",
  severity: "info",
  tier: "all",
  title: "No admission plug-in decides which images may run",
  why: "Any image from any registry starts, also one that nobody scanned or signed. A webhook that allows by default (`defaultAllow: true`) is no better: it opens whenever its backend cannot be reached.",
  ignoreWhen: "Kyverno, Gatekeeper, a ValidatingAdmissionPolicy or the Sigstore policy controller checks images instead.",
  standards: ["cis:5.5.1"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#imagepolicywebhook"],
  peers: ["kubescape:C-0289", "kics:image_policy_webhook_admission_control_plugin_not_set"],
  fix: "suggestion",
  options: flags.options,
  kinds: [...flags.kinds, ...CONFIGURATIONS],
  needs: [...flags.needs, "ImagePolicyWebhook"],
  container: flags.container,
  resource(resource, ctx) {
    flags.resource(resource, ctx);
    for (const plugin of resource.at("plugins").items()) {
      if (plugin.at("name").value !== "ImagePolicyWebhook") continue;
      const allow = plugin.at("configuration", "imagePolicy", "defaultAllow");
      if (allow.value === true)
        ctx.report(allow, "ImagePolicyWebhook admits every image while its backend cannot be reached.", {
          severity: "warning",
          fixes: [suggestion("Refuse images while the backend cannot be reached", set(allow, false))],
        });
    }
  },
});
