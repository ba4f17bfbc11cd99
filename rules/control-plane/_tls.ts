import {
  COMPONENTS,
  type Component,
  type Container,
  type Context,
  type Field,
  findFlag,
  flagItems,
  type Json,
  keepItems,
  type Op,
  type Options,
  type Path,
  type Place,
  type Resource,
  remove,
  set,
} from "../../server/api.ts";

import { KUBELET_CONFIGURATION } from "./_kubelet.ts";
import { onComponent } from "./_visit.ts";

/** One cipher suite of a list. */
export interface Suite {
  readonly text: string;
  readonly place: Place;
}

/** A TLS setting of a component: a flag, or a field of KubeletConfiguration. */
export interface TlsSetting {
  /** `kube-apiserver`, `kubelet`, … */
  readonly component: string;
  readonly label: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly place: Place;
  /** The items, where the setting is a list. */
  readonly suites: readonly Suite[];
  /** All items stand in one scalar and are reported together. */
  readonly grouped: boolean;
  set(value: Json): readonly Op[];
  /** The operations that take one item out; where all stand in one scalar, that leave `kept`. */
  drop(suite: Suite, kept: readonly string[]): readonly Op[];
}

/** The part of a rule about a TLS setting that is present, for every component. etcd calls its suites `--cipher-suites`. */
export function onTlsSetting<O extends Options = Record<never, never>>(
  flag: string,
  path: Path,
  check: (setting: TlsSetting, ctx: Context<O>) => void,
) {
  const flags = onComponent<O>(COMPONENTS, (component, ctx) => {
    const setting = ofFlag(component, component.name === "etcd" ? flag.replace("tls-cipher", "cipher") : flag);
    if (setting) check(setting, ctx);
  });
  return {
    kinds: [...flags.kinds, KUBELET_CONFIGURATION],
    container: (container: Container, ctx: Context<O>) => flags.container(container, ctx),
    resource(resource: Resource, ctx: Context<O>): void {
      const field = resource.at(...path);
      if (resource.kind !== "KubeletConfiguration") flags.resource(resource, ctx);
      else if (field.exists) check(ofField(field), ctx);
    },
  };
}

function ofFlag(component: Component, name: string): TlsSetting | undefined {
  const flag = findFlag(component, name);
  if (flag?.value === undefined) return undefined;
  return {
    component: component.name,
    label: component.label,
    name: `--${name}`,
    value: flag.value,
    place: flag.place,
    suites: flagItems(flag).map((text) => ({ text, place: flag.place })),
    grouped: true,
    set: (value) => flag.set(String(value)),
    drop: (_, kept) => keepItems(flag, kept),
  };
}

function ofField(field: Field): TlsSetting {
  return {
    component: "kubelet",
    label: "The kubelet",
    name: field.path.join("."),
    value: field.string,
    place: field,
    suites: field.items().flatMap((item) => (item.string === undefined ? [] : [{ text: item.string, place: item }])),
    grouped: false,
    set: (value) => [set(field, value)],
    drop: (suite) => [remove(suite.place)],
  };
}
