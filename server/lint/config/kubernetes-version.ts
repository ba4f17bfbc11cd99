import type { OptionError } from "../rule/options.ts";
import { NEWEST_KUBERNETES } from "../rule/settings.ts";

/** The N of a Kubernetes version `1.N` (also `v1.N` and `1.N.P`), or what is wrong with it. */
export function readKubernetesVersion(text: string): { readonly value: number } | OptionError {
  const minor = /^v?1\.(\d{1,3})(\.\d+)?$/.exec(text)?.[1];
  if (minor === undefined) return { problem: `must be a Kubernetes version such as "1.31", not "${text}"` };
  const value = Number(minor);
  if (value > NEWEST_KUBERNETES)
    return { problem: `must be at most 1.${NEWEST_KUBERNETES}, the newest version that is known here, not "${text}"` };
  return { value };
}
