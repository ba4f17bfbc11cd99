import { type Component, type Flag, findFlag, flagItems, keepItems, manual, suggestion } from "../../server/api.ts";

import { KUBEADM_MISSING, mayMiss, offer } from "./_flag.ts";
import { onComponent } from "./_visit.ts";

/** `--admission-control` is the deprecated name: it lists all plug-ins, in their order. */
const ENABLE: readonly string[] = ["enable-admission-plugins", "admission-control"];
/** Plug-ins that the API server does not start with unless a file configures them. */
const CONFIGURED: readonly string[] = ["EventRateLimit", "ImagePolicyWebhook"];
const DISABLE = "disable-admission-plugins";

/** The flag that names the admission plug-in, among those that enable or disable some. */
export function naming(component: Component, which: "enable" | "disable", plugin: string): Flag | undefined {
  return component.flags.find(
    (flag) => (which === "enable" ? ENABLE.includes(flag.name) : flag.name === DISABLE) && flagItems(flag).includes(plugin),
  );
}

/** Whether the value of one of the flags that enable or disable plug-ins cannot be known. */
export function pluginsUnknown(component: Component): boolean {
  return component.flags.some((flag) => (ENABLE.includes(flag.name) || flag.name === DISABLE) && flag.value === undefined);
}

/** The operations that take one plug-in out of the flag that names it. */
export function without(flag: Flag, plugin: string) {
  return offer(
    `Remove ${plugin} from --${flag.name}`,
    keepItems(
      flag,
      flagItems(flag).filter((item) => item !== plugin),
    ),
  );
}

/** A rule's part that asks for an admission plug-in which is not on by default. */
export function requirePlugin(plugin: string, says: string) {
  return {
    options: KUBEADM_MISSING,
    ...onComponent<typeof KUBEADM_MISSING>("kube-apiserver", (component, { options, report }) => {
      if (pluginsUnknown(component)) return;
      const disabled = naming(component, "disable", plugin);
      if (disabled) {
        report(disabled.place, `${component.label} ${says}: ${plugin} is disabled.`, without(disabled, plugin));
        return;
      }
      if (naming(component, "enable", plugin)) return;
      const enabling = component.flags.findLast((flag) => ENABLE.includes(flag.name));
      if (!enabling?.given && !mayMiss(component, options)) return;
      report(
        enabling?.given ? enabling.place : component.place,
        `${component.label} ${says}: ${plugin} is not enabled.`,
        offer(
          `Enable ${plugin}`,
          enabling ? enabling.set([...flagItems(enabling), plugin].join(",")) : component.add(ENABLE[0] as string, plugin),
          CONFIGURED.includes(plugin) && !findFlag(component, "admission-control-config-file") ? manual : suggestion,
        ),
      );
    }),
  };
}

/** A rule's part about an admission plug-in that must not be enabled. */
export function forbidPlugin(plugin: string, says: string) {
  return onComponent("kube-apiserver", (component, { report }) => {
    const flag = naming(component, "enable", plugin);
    if (flag?.given) report(flag.place, `${component.label} ${says}: --${flag.name} names ${plugin}.`, without(flag, plugin));
  });
}

/** A rule's part about an admission plug-in that is on by default and must stay so. */
export function keepPlugin(plugin: string, says: string) {
  return onComponent("kube-apiserver", (component, { report }) => {
    const flag = naming(component, "disable", plugin);
    if (flag?.given) report(flag.place, `${component.label} ${says}: ${plugin} is disabled.`, without(flag, plugin));
  });
}
