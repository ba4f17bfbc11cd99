import { type Component, type Fix, type Flag, flagItems, keepItems } from "../../server/api.ts";

import { offer } from "./_flag.ts";

/** Kinds of the components' own files that have `featureGates`. */
export const GATED_CONFIGURATIONS: readonly string[] = [
  "kubelet.config.k8s.io/KubeletConfiguration",
  "kubeproxy.config.k8s.io/KubeProxyConfiguration",
];

/** One `Name=true` of `--feature-gates`. */
export interface Gate {
  readonly name: string;
  readonly value: string;
  readonly flag: Flag;
  /** The fix that leaves the gate at its default; none where the text cannot be edited by path. */
  drop(): readonly Fix[];
}

/** The feature gates that a component's flags name. */
export function gatesOf(component: Component): readonly Gate[] {
  return component.flags
    .filter((flag) => flag.name === "feature-gates")
    .flatMap((flag) =>
      flagItems(flag).map((item) => {
        const [name = "", value = ""] = item.split("=");
        const others = flagItems(flag).filter((other) => other !== item);
        return { name, value, flag, drop: () => offer(`Remove ${name}`, keepItems(flag, others)).fixes };
      }),
    );
}
