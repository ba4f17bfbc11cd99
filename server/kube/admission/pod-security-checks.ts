// The checks of Pod Security admission (k8s.io/pod-security-admission: policy/check_*.go, policy/registry.go at 1.37).
import type { Field, Place } from "../../yaml/tree/field.ts";
import type { Container, Pod } from "../pod.ts";
import {
  isAllowedCapability,
  isAllowedSeLinuxType,
  isConfiningProfile,
  sysctlAllowedSince,
  volumeSourceOf,
} from "../pod-security.ts";

/** Versions 1.N at which something holds: from `since` to before `until`. */
export interface Versions {
  readonly since: number;
  /** `undefined`: for ever. */
  readonly until: number | undefined;
}

/** That a pod fails a check: at which versions each level denies it. */
export interface Failure {
  /** What admission says of it: `hostPath volumes`, `runAsNonRoot != true`. */
  readonly reason: string;
  readonly baseline: Versions | undefined;
  readonly restricted: Versions | undefined;
  readonly at: Place;
}

/** What a check finds in a pod. */
type Check = (pod: Pod) => readonly Failure[];

/** The failures of a pod, in the order of admission's own message. What a template decides is none. */
export function failuresOf(pod: Pod): readonly Failure[] {
  const found: Failure[] = [];
  for (const check of CHECKS) for (const failure of check(pod)) found.push(failure);
  return found;
}

/** Whether a level denies at a version what failed. */
export function isDenied(
  { baseline, restricted }: Pick<Failure, "baseline" | "restricted">,
  level: "baseline" | "restricted",
  version: number,
): boolean {
  const versions = level === "baseline" ? baseline : restricted;
  return versions !== undefined && version >= versions.since && (versions.until === undefined || version < versions.until);
}

const ALWAYS: Versions = { since: 0, until: undefined };
const NEVER = undefined;
const from = (since: number): Versions => ({ since, until: undefined });
const before = (until: number): Versions => ({ since: 0, until });

/** Versions at which the restricted level has other checks in place of those of the baseline (registry.go). */
const CAPABILITIES_RESTRICTED = 22;
const SECCOMP_FIELDS = 19;
const HOST_PROBES = 34;
const USER_NAMESPACES = 35;
const WINDOWS_EXEMPT = 25;

/** A restricted check from a version on, of which Windows pods are exempt from 1.25. */
function linuxOnly(pod: Pod, since: number): Versions {
  return pod.windows ? { since, until: WINDOWS_EXEMPT } : from(since);
}

/** The same of which pods with a user namespace of their own are exempt from 1.35. */
function hostUsersOnly(pod: Pod, since: number): Versions {
  const hostUsers = pod.at("hostUsers");
  return hostUsers.value === false || hostUsers.state === "unknown" ? { since, until: USER_NAMESPACES } : from(since);
}

/** The security contexts that are written: in one that is not, nothing can be forbidden. */
function contextsOf(pod: Pod): readonly Field[] {
  return [pod, ...pod.containers].map((one) => one.at("securityContext")).filter(({ node }) => node);
}

const always = (reason: string, at: Place): Failure => ({ reason, baseline: ALWAYS, restricted: ALWAYS, at });

const CHECKS: readonly Check[] = [
  appArmor,
  capabilities,
  hostNamespaces,
  hostPaths,
  hostPorts,
  hostProbes,
  privileged,
  procMount,
  seLinux,
  seccomp,
  sysctls,
  hostProcess,
  privilegeEscalation,
  capabilitiesRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompRestricted,
];

function appArmor(pod: Pod): readonly Failure[] {
  const found: Failure[] = [];
  for (const context of contextsOf(pod)) {
    const profile = context.at("appArmorProfile");
    const type = profile.at("type");
    if (profile.isMapping && type.state !== "unknown" && !isConfiningProfile(type.value))
      found.push(always("forbidden AppArmor profile", type));
  }
  for (const [name, annotation] of pod.metadata.at("annotations").entries()) {
    const value = name.startsWith("container.apparmor.security.beta.kubernetes.io/") ? annotation.string : undefined;
    if (value && value !== "runtime/default" && !value.startsWith("localhost/"))
      found.push(always("forbidden AppArmor profile", annotation));
  }
  return found;
}

function added(container: Container): readonly Field[] {
  return container.at("securityContext", "capabilities", "add").items();
}

function capabilities({ containers }: Pod): readonly Failure[] {
  return containers
    .flatMap(added)
    .filter(({ value }) => value !== undefined && !isAllowedCapability(String(value), "baseline"))
    .map((at) => ({ reason: "non-default capabilities", baseline: ALWAYS, restricted: before(CAPABILITIES_RESTRICTED), at }));
}

function hostNamespaces(pod: Pod): readonly Failure[] {
  return ["hostNetwork", "hostPID", "hostIPC"]
    .map((name) => pod.at(name))
    .filter(({ value }) => value === true)
    .map((at) => always(`host namespaces (${at.name})`, at));
}

function hostPaths(pod: Pod): readonly Failure[] {
  return pod
    .at("volumes")
    .items()
    .map((volume) => volume.at("hostPath"))
    .filter((source) => source.exists)
    .map((at) => ({ reason: "hostPath volumes", baseline: ALWAYS, restricted: NEVER, at: at.key }));
}

function hostPorts({ containers }: Pod): readonly Failure[] {
  return containers
    .flatMap((container) => container.at("ports").items())
    .map((port) => port.at("hostPort"))
    .filter(({ number }) => number !== undefined && number !== 0)
    .map((at) => always("hostPort", at));
}

function hostProbes({ containers }: Pod): readonly Failure[] {
  return containers
    .flatMap((container) => [
      ...["livenessProbe", "readinessProbe", "startupProbe"].map((probe) => container.at(probe)),
      ...["postStart", "preStop"].map((hook) => container.at("lifecycle", hook)),
    ])
    .filter(({ node }) => node)
    .flatMap((handler) => [handler.at("httpGet", "host"), handler.at("tcpSocket", "host")])
    .filter(({ string }) => string !== undefined && string !== "")
    .map((at) => ({ reason: "probe or lifecycle host", baseline: from(HOST_PROBES), restricted: from(HOST_PROBES), at }));
}

function privileged({ containers }: Pod): readonly Failure[] {
  return containers
    .map((container) => container.at("securityContext", "privileged"))
    .filter(({ value }) => value === true)
    .map((at) => always("privileged", at));
}

function procMount(pod: Pod): readonly Failure[] {
  return pod.containers
    .map((container) => container.at("securityContext", "procMount"))
    .filter(({ value }) => value !== undefined && value !== "Default")
    .map((at) => ({ reason: "procMount", baseline: hostUsersOnly(pod, 0), restricted: ALWAYS, at }));
}

const CONTAINER_ENGINE = 31;

function seLinux(pod: Pod): readonly Failure[] {
  const found: Failure[] = [];
  for (const context of contextsOf(pod)) {
    const options = context.at("seLinuxOptions");
    const type = options.at("type");
    if (typeof type.value === "string" && !isAllowedSeLinuxType(type.value, 0)) {
      const versions = isAllowedSeLinuxType(type.value, CONTAINER_ENGINE) ? before(CONTAINER_ENGINE) : ALWAYS;
      found.push({ reason: "seLinuxOptions", baseline: versions, restricted: versions, at: type });
    }
    for (const name of ["user", "role"]) if (options.at(name).string) found.push(always("seLinuxOptions", options.at(name)));
  }
  return found;
}

const POD_PROFILE = "seccomp.security.alpha.kubernetes.io/pod";
const CONTAINER_PROFILE = "container.seccomp.security.alpha.kubernetes.io/";

/** Until 1.18 the annotations count, then the fields; the restricted level has a check of its own for these. */
function seccomp(pod: Pod): readonly Failure[] {
  const names = new Set([POD_PROFILE, ...pod.containers.map(({ name }) => CONTAINER_PROFILE + name)]);
  const annotations = [...names]
    .map((name) => pod.metadata.at("annotations", name))
    .filter(({ string }) => string !== undefined && !/^(?:(?:runtime|docker)\/default$|localhost\/)/.test(string));
  const old = before(SECCOMP_FIELDS);
  return [
    ...annotations.map((at) => ({ reason: "seccompProfile", baseline: old, restricted: old, at })),
    ...unconfined(pod).map((at) => ({ reason: "seccompProfile", baseline: from(SECCOMP_FIELDS), restricted: NEVER, at })),
  ];
}

/** The types of seccomp profiles that do not confine. */
function unconfined(pod: Pod): readonly Field[] {
  return contextsOf(pod)
    .map((context) => context.at("seccompProfile"))
    .filter((profile) => profile.isMapping)
    .map((profile) => profile.at("type"))
    .filter((type) => type.state !== "unknown" && !isConfiningProfile(type.value));
}

function seccompRestricted(pod: Pod): readonly Failure[] {
  const profile = pod.at("securityContext", "seccompProfile");
  const [versions, reason] = [linuxOnly(pod, SECCOMP_FIELDS), "seccompProfile"];
  const missing = profile.absent
    ? pod.containers.map((container) => container.at("securityContext", "seccompProfile")).filter((own) => own.absent)
    : [];
  return [...unconfined(pod), ...missing].map((at) => ({ reason, baseline: NEVER, restricted: versions, at }));
}

function sysctls(pod: Pod): readonly Failure[] {
  return pod
    .at("securityContext", "sysctls")
    .items()
    .map((sysctl) => sysctl.at("name"))
    .flatMap((at) => {
      const since = at.string === undefined ? 0 : sysctlAllowedSince(at.string);
      if (since === 0) return [];
      const versions = since === undefined ? ALWAYS : before(since);
      return [{ reason: "forbidden sysctls", baseline: versions, restricted: versions, at }];
    });
}

function hostProcess(pod: Pod): readonly Failure[] {
  return contextsOf(pod)
    .map((context) => context.at("windowsOptions", "hostProcess"))
    .filter(({ value }) => value === true)
    .map((at) => always("hostProcess", at));
}

function privilegeEscalation(pod: Pod): readonly Failure[] {
  return pod.containers
    .map((container) => container.at("securityContext", "allowPrivilegeEscalation"))
    .filter((field) => field.state !== "unknown" && field.value !== false)
    .map((at) => ({ reason: "allowPrivilegeEscalation != false", baseline: NEVER, restricted: linuxOnly(pod, 8), at }));
}

function capabilitiesRestricted(pod: Pod): readonly Failure[] {
  const reason = "unrestricted capabilities";
  const versions = linuxOnly(pod, CAPABILITIES_RESTRICTED);
  return pod.containers.flatMap((container) => {
    const drop = container.at("securityContext", "capabilities", "drop");
    const isKnown = drop.state !== "unknown" && !drop.open && drop.items().every((item) => item.state !== "unknown");
    const keeps = isKnown && !drop.items().some(({ value }) => value === "ALL") ? [drop] : [];
    const adds = added(container).filter(({ value }) => value !== undefined && !isAllowedCapability(String(value), "restricted"));
    return [...keeps, ...adds].map((at) => ({ reason, baseline: NEVER, restricted: versions, at }));
  });
}

function restrictedVolumes(pod: Pod): readonly Failure[] {
  return pod
    .at("volumes")
    .items()
    .flatMap((volume) => {
      const sources = volume.entries().filter(([key, source]) => source.exists && volumeSourceOf(key) !== undefined);
      const [first] = sources;
      if (!first || sources.some(([key]) => volumeSourceOf(key) === "allowed")) return [];
      return [{ reason: "restricted volume types", baseline: NEVER, restricted: ALWAYS, at: first[1].key }];
    });
}

function runAsNonRoot(pod: Pod): readonly Failure[] {
  const own = pod.at("securityContext", "runAsNonRoot");
  const fields = pod.containers
    .map((container) => container.at("securityContext", "runAsNonRoot"))
    .filter((field) => field.value === false || (field.absent && own.absent));
  const all = own.value === false ? [own, ...fields] : fields;
  const versions = hostUsersOnly(pod, 0);
  return all.map((at) => ({ reason: "runAsNonRoot != true", baseline: NEVER, restricted: versions, at }));
}

function runAsUser(pod: Pod): readonly Failure[] {
  const versions = hostUsersOnly(pod, 23);
  return contextsOf(pod)
    .map((context) => context.at("runAsUser"))
    .filter(({ value }) => value === 0)
    .map((at) => ({ reason: "runAsUser=0", baseline: NEVER, restricted: versions, at }));
}
