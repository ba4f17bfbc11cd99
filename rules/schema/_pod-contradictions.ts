// What ValidatePodSpec (pkg/apis/core/validation of Kubernetes) asks of several fields of a pod together, beyond what has a rule of its own.
import { type Container, type Context, type Field, type Pod, parseQuantity } from "../../server/api.ts";

type Report = Context["report"];

const DEFAULT_GRACE = 30; // terminationGracePeriodSeconds, in seconds
const BLOCK_SOURCES = ["persistentVolumeClaim", "ephemeral"];
const MAX_ID = 2 ** 31 - 1;

/** Reports what contradicts itself in a pod. */
export function reportPodContradictions(pod: Pod, report: Report): void {
  const pid = pod.at("hostPID");
  const share = pod.at("shareProcessNamespace");
  if (pid.value === true && share.value === true)
    report(share, "shareProcessNamespace cannot be set beside hostPID.", { related: [{ message: "hostPID.", at: pid }] });
  hostPorts(pod, report);
  sharesOfPod(pod, report);
  deadline(pod, report);
  for (const group of pod.at("securityContext", "supplementalGroups").items())
    if (group.number !== undefined && (group.number < 0 || group.number > MAX_ID))
      report(group, `supplementalGroups must be from 0 to ${MAX_ID}, and this one is ${group.number}.`);
  for (const container of pod.containers) {
    image(container, report);
    sleep(container, report);
    devices(container, report);
  }
}

/** validateContainersOnlyForPod: a template may have blanks there, since OpenShift fills in an image of one blank. */
function image({ pod, at }: Container, report: Report): void {
  const field = at("image");
  if (pod.resource.kind === "Pod" && pod.resource.builtIn && field.string && field.string.trim() !== field.string)
    report(field, "The image of a container in a Pod must not begin or end with white space.");
}

/** ValidatePodTemplateSpec of the workloads: they make pods that stay. */
function deadline({ resource, at }: Pod, report: Report): void {
  const field = at("activeDeadlineSeconds");
  if (STAYING.has(resource.kind) && resource.builtIn && field.exists)
    report(field.key, `The pods of a ${resource.kind} cannot have activeDeadlineSeconds.`);
}

const STAYING: ReadonlySet<string> = new Set(["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController"]);

/** checkHostPortConflicts: two containers of a pod share its node's ports. */
function hostPorts(pod: Pod, report: Report): void {
  const seen = new Map<string, Field>();
  for (const { role, at } of pod.containers) {
    if (role !== "app") continue;
    const own = new Set<string>();
    for (const port of at("ports").items()) {
      const host = port.at("hostPort");
      const [address, protocol] = [port.at("hostIP"), port.at("protocol")];
      if (!host.number || address.state === "unknown" || protocol.state === "unknown") continue;
      const key = [protocol.string ?? "TCP", address.string ?? "", host.number].join("/");
      const first = seen.get(key);
      // Within one container invalid-port says so.
      if (first && !own.has(key))
        report(host, `Another container of this pod has hostPort ${host.number} already.`, {
          related: [{ message: "The first one.", at: first }],
        });
      own.add(key);
      if (!first) seen.set(key, host);
    }
  }
}

/** validateSleepAction: a container cannot sleep beyond its end. */
function sleep({ pod, at }: Container, report: Report): void {
  const grace = pod.at("terminationGracePeriodSeconds");
  const most = grace.absent ? DEFAULT_GRACE : grace.number;
  if (most === undefined) return;
  for (const hook of ["preStop", "postStart"]) {
    const seconds = at("lifecycle", hook, "sleep", "seconds");
    if (seconds.number !== undefined && seconds.number > Math.max(most, 1))
      report(
        seconds,
        `A sleep of ${seconds.number} seconds is longer than terminationGracePeriodSeconds (${Math.max(most, 1)}).`,
        {
          related: grace.exists ? [{ message: "The grace period.", at: grace }] : [],
        },
      );
  }
}

/** ValidateVolumeDevices: a block device is a claim, and is not mounted as well. */
function devices({ pod, at }: Container, report: Report): void {
  const mounts = at("volumeMounts").items();
  for (const device of at("volumeDevices").items()) {
    const [name, path] = [device.at("name"), device.at("devicePath")];
    const volume = pod
      .at("volumes")
      .items()
      .find((one) => name.string !== undefined && one.at("name").string === name.string);
    const source = volume?.keys().find((key) => key !== "name");
    if (source !== undefined && !volume?.open && !BLOCK_SOURCES.includes(source))
      report(name, `Volume "${name.string}" (${source}) cannot be a block device: only claims can.`);
    const same = mounts.find(
      (mount) =>
        (name.string !== undefined && mount.at("name").string === name.string) ||
        (path.string !== undefined && mount.at("mountPath").string === path.string),
    );
    if (same) report(device.at("name"), `Volume "${name.string}" cannot be both a device and a mount of a container.`);
  }
}

/** validatePodResources (KEP-2837): the requests of the containers together are within what the pod says. */
function sharesOfPod(pod: Pod, report: Report): void {
  const own = pod.at("resources");
  if (!own.isMapping) return;
  for (const name of new Set([...own.at("requests").keys(), ...own.at("limits").keys()])) {
    if (!/^(cpu|memory|hugepages-.+)$/.test(name)) {
      const field = own.at("requests", name).exists ? own.at("requests", name) : own.at("limits", name);
      report(field.key, `Pod-level resources can only be cpu, memory and huge pages, not ${name}.`);
      continue;
    }
    const asked = pod.containers
      .filter(({ role }) => role === "app")
      .map(({ at }) => {
        const [request, limit] = [at("resources", "requests", name), at("resources", "limits", name)];
        return parseQuantity((request.exists ? request : limit).value) ?? 0; // the limit is the default
      });
    const sum = asked.reduce((total, one) => total + one, 0) * (1 - 1e-9);
    for (const side of ["requests", "limits"]) {
      const field = own.at(side, name);
      const amount = parseQuantity(field.value);
      if (amount === undefined || field.value === undefined || sum <= amount) continue;
      report(field, `The containers together request more ${name} than the ${side} of their pod, ${field.value}.`);
      break;
    }
  }
  if (own.at("claims").exists) report(own.at("claims").key, "Pod-level resources cannot have claims.");
}
