// CIS Kubernetes Benchmark 1.2.11; admission plug-in AlwaysPullImages.
import { defineRule } from "../../../server/api.ts";
import { requirePlugin } from "../_admission-plugin.ts";

export default defineRule({
  id: "apiserver-always-pull-images",
  family: "control-plane",
  severity: "info",
  tier: "strict",
  title: "Cached private images can be used without credentials",
  why: "A private image that one tenant pulled stays on the node. Any other pod there can run it by name, without having the registry's credentials, unless every start asks the registry.",
  ignoreWhen: "One team owns the cluster, or the registry is a single point of failure that pods must be able to start without.",
  standards: ["cis:1.2.11"],
  references: ["https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages"],
  peers: ["checkov:CKV_K8S_80", "trivy:KCV-0012", "kubescape:C-0123", "kics:always_pull_images_admission_control_plugin_not_set"],
  fix: "suggestion",
  ...requirePlugin("AlwaysPullImages", "lets pods reuse pulled images"),
});
