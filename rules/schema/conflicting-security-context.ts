// core validation (ValidatePodSpec, ValidateSecurityContext); KEP-127 for hostUsers; kubelet: verifyRunAsNonRoot.
import {
  type Container,
  type Context,
  defineRule,
  type Field,
  type Fix,
  type Pod,
  remove,
  set,
  suggestion,
} from "../../server/api.ts";

export default defineRule({
  id: "conflicting-security-context",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Security settings of a pod contradict each other",
  why: "The API server refuses the combination, in a Pod as well as in a workload with such a pod template. `runAsNonRoot` with user 0 it takes, and the kubelet never starts the container (CreateContainerConfigError).",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  peers: ["kube-linter:run-as-non-root"],
  fix: "suggestion",
  needs: [
    "allowPrivilegeEscalation",
    "runAsUser",
    "Unmasked",
    "Localhost",
    "localhostProfile",
    "Bidirectional",
    "hostUsers",
    "hostPort",
    "hostProcess",
  ],
  pod(pod, ctx) {
    hostUsers(pod, ctx);
    hostNetworkPorts(pod, ctx);
    seccomp(pod.at("securityContext", "seccompProfile"), ctx);
    windowsHostProcess(pod, ctx);
  },
  container(container, ctx) {
    escalation(container, ctx);
    nonRoot(container, ctx);
    procMount(container, ctx);
    seccomp(container.at("securityContext", "seccompProfile"), ctx);
    propagation(container, ctx);
  },
});

function conflict({ report }: Context, one: Field, other: Field, message: string, fixes: readonly Fix[] = []): void {
  report(one, message, { related: [{ message: "The other side.", at: other }], fixes });
}

function escalation(container: Container, ctx: Context): void {
  const allow = container.at("securityContext", "allowPrivilegeEscalation");
  if (allow.value !== false) return;
  const privileged = container.at("securityContext", "privileged");
  const admin = container
    .at("securityContext", "capabilities", "add")
    .items()
    // The validation compares this spelling only: SYS_ADMIN, which gives the same capability, is taken.
    .find((item) => item.value === "CAP_SYS_ADMIN");
  if (privileged.value === true)
    conflict(ctx, allow, privileged, `Container "${container.name}" cannot be privileged and forbid privilege escalation.`, [
      suggestion("Run unprivileged", set(privileged, false)),
      suggestion("Remove allowPrivilegeEscalation", remove(allow)),
    ]);
  else if (admin)
    conflict(ctx, allow, admin, `Container "${container.name}" cannot add CAP_SYS_ADMIN and forbid privilege escalation.`, [
      suggestion("Remove the capability", remove(admin)),
      suggestion("Remove allowPrivilegeEscalation", remove(allow)),
    ]);
}

function nonRoot(container: Container, ctx: Context): void {
  if (container.pod.windows) return;
  const must = container.effective("securityContext", "runAsNonRoot");
  const user = container.effective("securityContext", "runAsUser");
  if (must.value === true && user.value === 0)
    conflict(ctx, user, must, `Container "${container.name}" must not run as root, but its runAsUser is 0.`);
}

function procMount(container: Container, ctx: Context): void {
  const mount = container.at("securityContext", "procMount");
  const users = container.pod.at("hostUsers");
  if (mount.value !== "Unmasked" || ctx.kubernetes < 30 || users.value === false || users.state === "unknown") return;
  conflict(ctx, mount, users, `Container "${container.name}" may only see an unmasked /proc in a pod with hostUsers: false.`, [
    suggestion("Remove procMount", remove(mount)),
    suggestion("Set hostUsers: false", set(users, false)),
  ]);
}

function seccomp(profile: Field, ctx: Context): void {
  const type = profile.at("type");
  const local = profile.at("localhostProfile");
  if (type.value === "Localhost" && local.absent)
    ctx.report(type, "A seccomp profile of type Localhost must name its localhostProfile.");
  else if (type.string !== undefined && type.value !== "Localhost" && local.exists && !local.conditional)
    conflict(ctx, local, type, `localhostProfile may only be set with type Localhost, not ${type.value}.`, [
      suggestion("Remove localhostProfile", remove(local)),
    ]);
}

function propagation(container: Container, ctx: Context): void {
  const privileged = container.at("securityContext", "privileged");
  if (privileged.value === true || privileged.state === "unknown") return;
  for (const mount of container.at("volumeMounts").items()) {
    const mode = mount.at("mountPropagation");
    if (mode.value === "Bidirectional")
      ctx.report(mode, `Only a privileged container may use Bidirectional mount propagation; "${container.name}" is not.`, {
        fixes: [suggestion("Use HostToContainer", set(mode, "HostToContainer"))],
      });
  }
}

function hostUsers(pod: Pod, ctx: Context): void {
  const users = pod.at("hostUsers");
  if (users.value !== false) return;
  for (const name of ["hostNetwork", "hostPID", "hostIPC"]) {
    const host = pod.at(name);
    if (host.value === true)
      conflict(ctx, users, host, `hostUsers: false cannot go with ${name}: true.`, [suggestion(`Remove ${name}`, remove(host))]);
  }
  for (const container of pod.containers) {
    const devices = container.at("volumeDevices");
    if (devices.items().length > 0)
      conflict(ctx, users, devices, `hostUsers: false cannot go with the volumeDevices of container "${container.name}".`);
  }
}

function hostNetworkPorts(pod: Pod, ctx: Context): void {
  const network = pod.at("hostNetwork");
  if (network.value !== true) return;
  for (const container of pod.containers)
    for (const port of container.at("ports").items()) {
      const inside = port.at("containerPort");
      const outside = port.at("hostPort");
      if (outside.number && inside.number !== undefined && inside.number !== outside.number)
        conflict(ctx, outside, inside, `With hostNetwork, hostPort must equal containerPort (${inside.number}).`, [
          suggestion(`Set hostPort to ${inside.number}`, set(outside, inside.number)),
        ]);
    }
}

function windowsHostProcess(pod: Pod, ctx: Context): void {
  const flags = pod.containers.map((container) => ({
    container,
    field: container.effective("securityContext", "windowsOptions", "hostProcess"),
  }));
  const host = flags.find(({ field }) => field.value === true);
  if (!host) return;
  const network = pod.at("hostNetwork");
  if (network.state !== "unknown" && network.value !== true)
    conflict(ctx, host.field, network, "A HostProcess pod must have hostNetwork: true.", [
      suggestion("Set hostNetwork: true", set(network, true)),
    ]);
  const other = flags.find(({ field }) => field.state !== "unknown" && field.value !== true);
  if (other)
    conflict(
      ctx,
      host.field,
      other.field,
      `Either all containers are HostProcess containers or none; "${other.container.name}" is not.`,
    );
}
