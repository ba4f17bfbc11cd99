import {
  type Component,
  type Container,
  type Context,
  type Field,
  findFlag,
  type Json,
  type Op,
  type Options,
  type Path,
  type Place,
  type Resource,
  remove,
  set,
} from "../../server/api.ts";

import { mayMiss } from "./_flag.ts";
import { onComponent } from "./_visit.ts";

/** The kind of the kubelet's own configuration file. */
export const KUBELET_CONFIGURATION = "kubelet.config.k8s.io/KubeletConfiguration";

/** A setting of the kubelet: a field of KubeletConfiguration, or the flag that does the same. */
export interface Setting {
  /** The subject of a message. */
  readonly label: string;
  /** What is set, as the message names it. */
  readonly name: string;
  /** `undefined` where it is not set. A known value as text. */
  readonly value: string | undefined;
  readonly place: Place;
  /** The field of the file; absent for a flag. */
  readonly field: Field | undefined;
  /** Left out on the command line of a kubelet that reads no file: the default of the flag applies, which may differ from that of the file. */
  readonly bare: boolean;
  set(value: Json): readonly Op[];
  remove(): readonly Op[];
}

/**
 * The part of a rule about one setting of the kubelet, in its file or on its command line. `check` sees the setting where it is known or
 * certainly not set. A kubelet with `--config` or started by kubeadm has the rest of its settings elsewhere: what its flags leave out is
 * not seen.
 */
export function onKubelet<O extends Options = Record<never, never>>(
  path: Path,
  flag: string,
  check: (setting: Setting, ctx: Context<O>) => void,
) {
  const flags = onComponent<O>("kubelet", (component, ctx) => {
    const setting = flagSetting(component, flag);
    if (setting) check(setting, ctx);
  });
  return {
    kinds: [...flags.kinds, KUBELET_CONFIGURATION],
    needs: flags.needs,
    container: (container: Container, ctx: Context<O>) => flags.container(container, ctx),
    resource(resource: Resource, ctx: Context<O>): void {
      const field = resource.at(...path);
      if (resource.kind !== "KubeletConfiguration") flags.resource(resource, ctx);
      else if (field.state !== "unknown") check(fileSetting(field), ctx);
    },
  };
}

function fileSetting(field: Field): Setting {
  return {
    label: "The kubelet",
    name: field.path.join("."),
    value: field.value === undefined ? undefined : String(field.value),
    place: field,
    field,
    bare: false,
    set: (value) => [set(field, value)],
    remove: () => [remove(field)],
  };
}

function flagSetting(component: Component, name: string): Setting | undefined {
  const flag = findFlag(component, name);
  if (flag && flag.value === undefined) return undefined;
  if (!flag && !readsNoFile(component)) return undefined;
  return {
    label: component.tool ? "The kubelet" : component.label,
    name: `--${name}`,
    value: flag?.value,
    place: flag?.place ?? component.place,
    field: undefined,
    bare: !flag,
    set: (value) => (flag ? flag.set(String(value)) : component.add(name, String(value))),
    remove: () => flag?.remove() ?? [],
  };
}

/** A kubelet whose flags are all that configures it. */
export function readsNoFile(component: Component): boolean {
  return mayMiss(component, { kubeadmMissing: false }) && !findFlag(component, "config") && !findFlag(component, "config-dir");
}
