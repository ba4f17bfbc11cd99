import { recently } from "../text/recent.ts";
import type { Field, Path } from "../yaml/tree/field.ts";
import { type PodSource, podSourceOf } from "./kinds.ts";
import type { Resource } from "./resource.ts";

/** `sidecar` is an init container with `restartPolicy: Always` (KEP-753): it runs beside the app containers. */
export type ContainerRole = "app" | "init" | "sidecar" | "ephemeral";

/** The pod inside a workload of any kind. */
export interface Pod {
  readonly resource: Resource;
  /** The pod's own metadata: that of the template, never that of the controller. */
  readonly metadata: Field;
  readonly spec: Field;
  /** Init containers first, then app containers, then ephemeral ones. */
  readonly containers: readonly Container[];
  /** `spec.os.name: windows`. A node selector does not count (Pod Security Standards, section 3). */
  readonly windows: boolean;
  at(...path: Path): Field;
}

export interface Container {
  readonly pod: Pod;
  readonly role: ContainerRole;
  /** `""` if there is none or it cannot be known. */
  readonly name: string;
  readonly field: Field;
  at(...path: Path): Field;
  /**
   * The field that decides: the container's if it is set, else the pod's (at the same path). Only securityContext fields that the API
   * lets a container inherit are looked up in the pod. Where neither is set, the container's field, so that a report lands there.
   */
  effective(...path: Path): Field;
}

/** Fields of securityContext that a container inherits from its pod (core/v1 SecurityContext). */
const INHERITED: ReadonlySet<string | number> = new Set([
  "runAsUser",
  "runAsGroup",
  "runAsNonRoot",
  "seLinuxOptions",
  "seccompProfile",
  "appArmorProfile",
  "windowsOptions",
]);

/** `Pod`s of custom kinds by `apiVersion/Kind` or `group/Kind`, beyond the ones that are known. */
export type PodSources = ReadonlyMap<string, PodSource>;

/** The pod that an object holds, if it holds one. */
export function podOf(resource: Resource, custom?: PodSources): Pod | undefined {
  const source = sourceOf(resource, custom);
  return source && podAt(resource, source, resource.root.at(...source.metadata), resource.root.at(...source.spec));
}

/** The pods that an object holds, each by itself: `whole` is what `podOf` makes of them together. */
export function podsOf(resource: Resource, whole: Pod | undefined, custom?: PodSources): readonly Pod[] {
  const several = whole && sourceOf(resource, custom)?.pods;
  if (!several) return whole ? [whole] : [];
  return several.flatMap((place) =>
    every(resource.root, place.metadata.slice(0, -1)).flatMap(
      (template) => podAt(resource, place, template.at("metadata"), template.at(place.spec.at(-1) as string)) ?? [],
    ),
  );
}

function podAt(resource: Resource, source: PodSource, metadata: Field, written: Field): Pod | undefined {
  if (!written.isMapping) return undefined;
  const spec = source.partial ? written.opened : written;
  const containers: Container[] = [];
  const pod: Pod = {
    resource,
    metadata,
    spec,
    containers,
    windows: spec.at("os", "name").value === "windows",
    at: spec.at.bind(spec),
  };
  const inherits = spec.at("stepTemplate").exists; // what the steps of a task have in common
  if (source.containers)
    for (const { path, role } of source.containers)
      for (const field of every(spec, path))
        if (field.isMapping) containers.push(containerOf(pod, roleOf(role, field), inherits ? field.opened : field));
  if (!source.containers)
    for (const [list, role] of CONTAINER_LISTS)
      for (const field of spec.at(list).items())
        if (field.isMapping) containers.push(containerOf(pod, roleOf(role, field), field));
  return pod;
}

const CONTAINER_LISTS: readonly (readonly [list: string, role: ContainerRole])[] = [
  ["initContainers", "init"],
  ["containers", "app"],
  ["ephemeralContainers", "ephemeral"],
];

/** The fields at a path in which `*` stands for every item, or every value. */
function every(field: Field, path: Path): readonly Field[] {
  const [segment, ...rest] = path;
  if (segment === undefined) return [field];
  if (segment !== "*") return every(field.at(segment), rest);
  const all = field.isMapping ? field.entries().map(([, value]) => value) : field.items();
  return all.flatMap((one) => every(one, rest));
}

function sourceOf(resource: Resource, custom: PodSources | undefined): PodSource | undefined {
  const { apiVersion, group, kind } = resource;
  const own = custom && custom.size > 0 ? (custom.get(`${apiVersion}/${kind}`) ?? custom.get(`${group}/${kind}`)) : undefined;
  return own ?? resource.pod ?? podSourceOf(group, kind);
}

function containerOf(pod: Pod, role: ContainerRole, field: Field): Container {
  return {
    pod,
    role,
    name: field.at("name").string ?? "",
    field,
    at: field.at.bind(field),
    effective(...path) {
      const own = field.at(...path);
      if (!own.absent || path[0] !== "securityContext" || !INHERITED.has(path[1] as string)) return own;
      const inherited = pod.spec.at(...path);
      return inherited.absent ? own : inherited;
    },
  };
}

/** An init container that is never done is a sidecar. */
function roleOf(role: ContainerRole, field: Field): ContainerRole {
  return role === "init" && field.at("restartPolicy").value === "Always" ? "sidecar" : role;
}

/** Whether the container is privileged, which makes most other settings of its security context void. */
export function isPrivileged(container: Container): boolean {
  return container.at("securityContext", "privileged").value === true;
}

const HOST_NAMESPACES = ["hostNetwork", "hostPID", "hostIPC"];

/**
 * Whether the pod is made to work on its node, as a storage driver or a log collector is: it reaches for the node in more ways than one, or in one way
 * and every node runs it. What such a pod may do on its node it needs, so that no fix for many findings at once takes it away. The rules about each of its containers ask.
 */
export const isNodeAgent: (pod: Pod) => boolean = recently((pod) => {
  const { containers, resource } = pod;
  const ways = [
    ...HOST_NAMESPACES.map((name) => pod.at(name).value === true),
    pod
      .at("volumes")
      .items()
      .some((volume) => volume.at("hostPath").exists),
    containers.some(isPrivileged),
    containers.some((container) => container.at("securityContext", "capabilities", "add").items().length > 0),
    containers.some((container) =>
      container
        .at("ports")
        .items()
        .some((port) => port.at("hostPort").exists),
    ),
  ].filter(Boolean).length;
  return ways > 1 || (ways === 1 && resource.kind === "DaemonSet");
});

const RUN_TO_COMPLETION: ReadonlySet<string> = new Set(["Job", "CronJob"]);
const HOOKS = ["helm.sh/hook", "argocd.argoproj.io/hook"];

/**
 * Whether the pod is meant to run for ever, so that probes and replicas make sense: not a Job or CronJob, not a pod with a restart policy
 * other than Always, not a Helm or Argo CD hook.
 */
export function isLongRunning(pod: Pod): boolean {
  const { group, kind } = pod.resource;
  if (RUN_TO_COMPLETION.has(kind) || podSourceOf(group, kind)?.ends) return false;
  const restart = pod.spec.at("restartPolicy").value;
  if (restart !== undefined && restart !== "Always") return false;
  return !HOOKS.some(
    (hook) => pod.resource.at("metadata", "annotations", hook).exists || pod.metadata.at("annotations", hook).exists,
  );
}
