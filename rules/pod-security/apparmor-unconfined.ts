// Pod Security Standards, baseline control "AppArmor" (check_appArmorProfile.go).
import { defineRule, isConfiningProfile, remove, set, suggestion } from "../../server/api.ts";
import { securityContexts } from "./_security-context.ts";

const ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";

export default defineRule({
  id: "apparmor-unconfined",
  family: "pod-security",
  severity: "error",
  tier: "recommended",
  title: "AppArmor is switched off",
  why: "The runtime's AppArmor profile keeps a container from mounting file systems and from writing to /proc and /sys. Without it, a flaw in the kernel or a careless mount is easier to use for a way out.",
  ignoreWhen: "A node agent that has to mount file systems; better still, write a Localhost profile for it.",
  standards: ["pss:baseline"],
  references: ["https://kubernetes.io/docs/tutorials/security/apparmor/"],
  peers: ["monokle:PSS107", "kubesec:ApparmorUnconfined"],
  fix: "suggestion",
  needs: ["appArmorProfile", "apparmor"],
  pod(pod, { report }) {
    for (const { who, field } of securityContexts(pod)) {
      const profile = field.at("appArmorProfile");
      const type = profile.at("type");
      if (!profile.isMapping || type.state === "unknown" || isConfiningProfile(type.value)) continue;
      report(
        type,
        `${who} uses an AppArmor profile of ${type.value ? `type ${type.value}` : "no type"}, which does not confine it.`,
        {
          fixes: [suggestion("Use the runtime's profile", set(type, "RuntimeDefault"))],
        },
      );
    }
    for (const [name, annotation] of pod.metadata.at("annotations").entries()) {
      const value = annotation.string;
      if (!name.startsWith(ANNOTATION) || value === undefined) continue;
      if (value === "" || value === "runtime/default" || value.startsWith("localhost/")) continue;
      report(
        annotation,
        `This annotation runs container "${name.slice(ANNOTATION.length)}" with the AppArmor profile "${value}".`,
        {
          fixes: [suggestion("Remove the annotation, so that the runtime's profile applies", remove(annotation))],
        },
      );
    }
  },
});
