import { append, remove, set } from "../../yaml/edit/op.ts";
import type { Field, Path } from "../../yaml/tree/field.ts";
import type { Resource } from "../resource.ts";
import type { Component, ComponentName, Flag } from "./component.ts";
import { KUBEADM_FLAGS } from "./kubeadm.table.ts";

/** Where kubeadm's configuration stands in each kind that holds it: the path to the document or to the fields that hold one each. */
const KUBEADM_SOURCES: Readonly<Record<string, Path | undefined>> = {
  "kubeadm.k8s.io/ClusterConfiguration": undefined,
  "kubeadm.k8s.io/InitConfiguration": undefined,
  "kubeadm.k8s.io/JoinConfiguration": undefined,
  "controlplane.cluster.x-k8s.io/KubeadmControlPlane": ["spec", "kubeadmConfigSpec"],
  "controlplane.cluster.x-k8s.io/KubeadmControlPlaneTemplate": ["spec", "template", "spec", "kubeadmConfigSpec"],
  "bootstrap.cluster.x-k8s.io/KubeadmConfig": ["spec"],
  "bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate": ["spec", "template", "spec"],
};

const RANCHER = "provisioning.cattle.io/Cluster";

/** Kinds that list flags of components, as `group/Kind`. */
export const CONFIGURATION_KINDS: readonly string[] = [...Object.keys(KUBEADM_SOURCES), RANCHER];

/** kubeadm's sections and the component that each configures (kubeadm.k8s.io/v1beta4). */
const CLUSTER_SECTIONS: readonly (readonly [ComponentName, Path])[] = [
  ["kube-apiserver", ["apiServer"]],
  ["kube-controller-manager", ["controllerManager"]],
  ["kube-scheduler", ["scheduler"]],
  ["etcd", ["etcd", "local"]],
];

/** The words one of which stands in every file of kubeadm or Cluster API that configures the component. */
export function kubeadmWords(name: ComponentName): readonly string[] {
  if (name === "kubelet") return ["nodeRegistration"];
  return CLUSTER_SECTIONS.some(([section]) => section === name) ? ["kubeadm", "clusterConfiguration"] : [];
}

/** The components that a document configures by their flags. */
export function configuredComponents(resource: Resource): readonly Component[] {
  const kind = `${resource.group}/${resource.kind}`;
  if (kind === RANCHER) return rancherComponents(resource);
  const listed = resource.version === "v1beta4" || (resource.version === "v1beta2" && resource.group.endsWith("x-k8s.io"));
  const source = KUBEADM_SOURCES[kind];
  const at = (name: string) => (source ? resource.at(...source, name) : resource.root);
  const components: Component[] = [];
  if (source ? at("clusterConfiguration").isMapping : resource.kind === "ClusterConfiguration") {
    const root = at("clusterConfiguration");
    for (const [name, path] of CLUSTER_SECTIONS)
      if (name !== "etcd" || root.at("etcd", "external").absent)
        components.push(kubeadmComponent(name, root.at(...path), "extraArgs", listed, root));
  }
  for (const name of source ? ["initConfiguration", "joinConfiguration"] : [""])
    if (at(name).at("nodeRegistration").isMapping)
      components.push(kubeadmComponent("kubelet", at(name).at("nodeRegistration"), "kubeletExtraArgs", listed, at(name)));
  return components;
}

/** kubeadm's own flags, those of the document in their place. v1beta3 has a mapping, v1beta4 a list of `{name, value}`. */
function kubeadmComponent(name: ComponentName, section: Field, key: string, listed: boolean, root: Field): Component {
  const extra = section.at(key);
  const given = extra.isSequence ? extra.items().flatMap(listedFlag) : extra.entries().map(mappedFlag);
  const add = (flag: string, value: string) => [
    extra.isSequence || (listed && !extra.isMapping) ? append(extra, { name: flag, value }) : set(extra.at(flag), value),
  ];
  const external = name === "kube-apiserver" && root.at("etcd", "external").exists;
  const own = Object.entries(KUBEADM_FLAGS[name] ?? {})
    .filter(([flag]) => !given.some((other) => other.name === flag))
    .map(
      ([flag, value]): Flag => ({
        name: flag,
        value: external && flag.startsWith("etcd-") ? undefined : value,
        place: section,
        given: false,
        set: (wanted) => add(flag, wanted),
        remove: () => [],
      }),
    );
  return {
    name,
    label: name,
    place: section,
    flags: [...own, ...given],
    tool: "kubeadm",
    open: extra.open,
    container: undefined,
    add,
  };
}

function mappedFlag([name, field]: readonly [string, Field]): Flag {
  return {
    name,
    value: field.value === undefined ? undefined : String(field.value),
    place: field,
    given: true,
    set: (value) => [set(field, value)],
    remove: () => [remove(field)],
  };
}

function listedFlag(item: Field): readonly Flag[] {
  const name = item.at("name").string;
  if (name === undefined) return [];
  const flag = mappedFlag([name, item.at("value")]);
  return [{ ...flag, remove: () => [remove(item)] }];
}

/** `machineGlobalConfig` of Rancher's RKE2 and k3s clusters: lists of `flag=value` by component. */
function rancherComponents(resource: Resource): readonly Component[] {
  const config = resource.at("spec", "rkeConfig", "machineGlobalConfig");
  const names: readonly ComponentName[] = [
    "kube-apiserver",
    "kube-controller-manager",
    "kube-scheduler",
    "etcd",
    "kubelet",
    "kube-proxy",
  ];
  return names.flatMap((name) => {
    const list = config.at(`${name}-arg`);
    if (!list.isSequence) return [];
    return [
      {
        name,
        label: name,
        place: list,
        flags: list.items().flatMap(assignedFlag),
        tool: "Rancher" as const,
        open: true,
        container: undefined,
        add: (flag, value) => [append(list, `${flag}=${value}`)],
      } satisfies Component,
    ];
  });
}

function assignedFlag(item: Field): readonly Flag[] {
  const text = item.string;
  if (text === undefined) return [];
  const [, name, value] = /^(?:--)?([^=]+)(?:=([\s\S]*))?$/.exec(text) ?? [];
  if (name === undefined) return [];
  return [
    {
      name,
      value: value ?? "true",
      place: item,
      given: true,
      set: (wanted) => [set(item, `${name}=${wanted}`)],
      remove: () => [remove(item)],
    },
  ];
}
