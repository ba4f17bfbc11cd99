// CHANGELOG of the Kubernetes minor versions; _removed-flag.table.ts.
import { COMPONENTS, defineRule, flagItems, keepItems, REMOVED_FLAGS, REMOVED_PLUGINS } from "../../../server/api.ts";

import { offer } from "../_flag.ts";

import { onComponent } from "../_visit.ts";

export default defineRule({
  id: "removed-component-flag",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Component uses a removed flag",
  why: "The component exits at once and names the unknown flag. In a static pod that is an API server or a kubelet which does not come back after the update.",
  ignoreWhen: "The manifest is for an older cluster: set kubernetesVersion in the configuration.",
  references: [
    "https://kubernetes.io/releases/",
    "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/",
  ],
  fix: "suggestion",
  yieldsTo: [
    "apiserver-basic-auth-file",
    "apiserver-insecure-port",
    "apiserver-insecure-bind-address",
    "apiserver-security-context-deny",
    "apiserver-pod-security-disabled",
  ],
  ...onComponent(COMPONENTS, (component, { kubernetes, report }) => {
    for (const flag of component.flags) {
      const gone = REMOVED_FLAGS.find(({ flag: name, components }) => name === flag.name && components.includes(component.name));
      if (!flag.given || !gone || gone.removed > kubernetes) continue;
      if (gone.values && !(flag.value !== undefined && gone.values.test(flag.value))) continue;
      const what = gone.values ? `--${flag.name}=${flag.value}` : `--${flag.name}`;
      const end = gone.instead ? `: ${gone.instead}` : "";
      report(
        flag.place,
        `${component.label} does not start: Kubernetes 1.${gone.removed} removed ${what}.`,
        offer(`Remove ${what}${end}`, flag.remove()),
      );
    }
    for (const flag of component.flags)
      for (const plugin of flag.name === "enable-admission-plugins" ? flagItems(flag) : []) {
        const removed = REMOVED_PLUGINS.get(plugin);
        if (removed === undefined || removed > kubernetes) continue;
        const others = flagItems(flag).filter((item) => item !== plugin);
        report(
          flag.place,
          `${component.label} does not start: Kubernetes 1.${removed} removed plug-in ${plugin}.`,
          offer(`Remove ${plugin} from --${flag.name}`, keepItems(flag, others)),
        );
      }
  }),
});
