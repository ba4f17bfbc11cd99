// core/v1 SecurityContext.appArmorProfile (from 1.30), before that an annotation; KEP-24.
import { defineRule, set, suggestion } from "../../server/api.ts";
import { hasAppArmorProfile } from "./_app-armor.ts";

export default defineRule({
  id: "missing-apparmor-profile",
  family: "workload-hardening",
  severity: "info",
  tier: "all",
  title: "Container has no AppArmor profile",
  why: "Where AppArmor is on, the runtime's profile applies anyway. Naming it makes the pod fail on a node that cannot give it, instead of running unconfined there.",
  ignoreWhen: "Nodes without AppArmor (SELinux distributions): the pod would not start there.",
  standards: ["nsa"],
  references: ["https://kubernetes.io/docs/tutorials/security/apparmor/"],
  peers: ["trivy:KSV-0002", "monokle:KSV002", "kics:missing_app_armor_config", "kics:app_armor_config", "kubesec:ApparmorAny"],
  fix: "suggestion",
  container(container, { kubernetes, report }) {
    if (container.pod.windows || hasAppArmorProfile(container)) return;
    const profile = container.pod.at("securityContext", "appArmorProfile");
    report(container.at("securityContext", "appArmorProfile"), `Container "${container.name}" has no AppArmor profile.`, {
      fixes: kubernetes < 30 ? [] : [suggestion("Use the runtime's profile", set(profile, { type: "RuntimeDefault" }))],
    });
  },
});
