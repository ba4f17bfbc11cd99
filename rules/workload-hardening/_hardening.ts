import {
  append,
  type Container,
  type Field,
  isConfinedByAnnotation,
  isPrivileged,
  isUserNamespaceExempt,
  mayForbidEscalation,
  type Op,
  type Pod,
  set,
} from "../../server/api.ts";

/** A setting that hardens a pod. */
export interface Hardening {
  readonly setting: string;
  /** As a message names it. */
  readonly wanted: string;
  /** The rule that reports the setting by itself. */
  readonly rule: string;
  /** Whether it applies to the container and is neither set for it nor inherited. What is set to something else is a decision. */
  lacks(container: Container, kubernetes: number): boolean;
  /** Sets it, for the pod where the API allows it, else for these containers. */
  ops(pod: Pod, containers: readonly Container[]): readonly Op[];
}

const CONTEXT = "securityContext";

export const HARDENINGS: readonly Hardening[] = [
  {
    setting: "runAsNonRoot",
    wanted: "runAsNonRoot: true",
    rule: "run-as-non-root",
    lacks: (container, kubernetes) =>
      container.effective(CONTEXT, "runAsNonRoot").absent &&
      container.effective(CONTEXT, "runAsUser").absent &&
      !isUserNamespaceExempt(container.pod, kubernetes),
    // A container that must be root would inherit what the pod says, and never start.
    ops: (pod, containers) =>
      pod.containers.some((container) => container.at(CONTEXT, "runAsUser").value === 0)
        ? containers.map((container) => set(container.at(CONTEXT, "runAsNonRoot"), true))
        : [set(pod.at(CONTEXT, "runAsNonRoot"), true)],
  },
  {
    setting: "seccompProfile",
    wanted: "a seccompProfile",
    rule: "missing-seccomp-profile",
    lacks: (container, kubernetes) =>
      kubernetes >= 19 &&
      !container.pod.windows &&
      container.effective(CONTEXT, "seccompProfile").absent &&
      !isConfinedByAnnotation(container, kubernetes),
    ops: (pod) => [set(pod.at(CONTEXT, "seccompProfile"), { type: "RuntimeDefault" })],
  },
  {
    setting: "allowPrivilegeEscalation",
    wanted: "allowPrivilegeEscalation: false",
    rule: "privilege-escalation-allowed",
    lacks: (container) =>
      !container.pod.windows && container.at(CONTEXT, "allowPrivilegeEscalation").absent && mayForbidEscalation(container),
    ops: (_, containers) => containers.map((container) => set(container.at(CONTEXT, "allowPrivilegeEscalation"), false)),
  },
  {
    setting: "capabilities",
    wanted: "capabilities.drop: [ALL]",
    rule: "capabilities-not-dropped",
    lacks: (container) => !container.pod.windows && container.at(CONTEXT, "capabilities", "drop").absent,
    ops: (_, containers) => containers.map((container) => append(container.at(CONTEXT, "capabilities", "drop"), "ALL")),
  },
  {
    setting: "readOnlyRootFilesystem",
    wanted: "readOnlyRootFilesystem: true",
    rule: "writable-root-filesystem",
    lacks: (container) => !container.pod.windows && container.at(CONTEXT, "readOnlyRootFilesystem").absent,
    ops: (_, containers) => containers.map((container) => set(container.at(CONTEXT, "readOnlyRootFilesystem"), true)),
  },
  {
    setting: "automountServiceAccountToken",
    wanted: "automountServiceAccountToken: false",
    rule: "automounted-service-account-token",
    lacks: ({ pod }) => pod.at("automountServiceAccountToken").absent && !hasOwnAccount(pod),
    ops: (pod) => [set(pod.at("automountServiceAccountToken"), false)],
  },
];

/** A pod with an account of its own most likely talks to the API. */
function hasOwnAccount(pod: Pod): boolean {
  return isOwn(pod.at("serviceAccountName")) || isOwn(pod.at("serviceAccount"));
}

function isOwn(account: Field): boolean {
  return !account.absent && account.value !== "" && account.value !== "default";
}

/** The containers that can be hardened: a privileged one ignores most of it, an ephemeral one is not part of a manifest. */
export function hardenable(pod: Pod): readonly Container[] {
  return pod.containers.filter((container) => container.role !== "ephemeral" && !isPrivileged(container));
}
