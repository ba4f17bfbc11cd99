// What an API server's configuration makes of Pod Security admission (k8s.io/pod-security-admission: admission/api/v1, admission/admission.go).

import {
  DEFAULT_POLICY,
  isLevel,
  type LevelVersion,
  type Mode,
  type NamespacePolicy,
  parseVersion,
} from "../admission/namespace-policy.ts";
import type { IndexedObject } from "../facts/indexed-object.ts";
import type { ObjectIndex } from "../facts/object-index.ts";
import { isOfOtherEnvironment } from "../facts/resolve.ts";
import { mayMeet } from "./meant.ts";

/** Who makes the pods of an object: its requests are those that an exemption of users lets through. */
const CREATORS: ReadonlyMap<string, string> = new Map([
  ["Deployment", "replicaset-controller"],
  ["ReplicaSet", "replicaset-controller"],
  ["StatefulSet", "statefulset-controller"],
  ["DaemonSet", "daemon-set-controller"],
  ["Job", "job-controller"],
  ["CronJob", "job-controller"],
  ["ReplicationController", "replication-controller"],
]);

/** Whether a configuration that may be that of the object's cluster exempts its pods, and the object itself: by namespace or by runtime class. */
export function isExempt(index: ObjectIndex, object: IndexedObject): boolean {
  return exempts(index, object, {
    "exemptions.namespaces": object.namespace,
    "exemptions.runtimeClasses": object.pods[0]?.runtimeClass,
  });
}

/** Whether it exempts the controller that makes the pods. Whoever applies the object is another user, and is warned. */
export function isCreatorExempt(index: ObjectIndex, object: IndexedObject): boolean {
  const creator = CREATORS.get(object.kind);
  return exempts(index, object, { "exemptions.usernames": creator && `system:serviceaccount:kube-system:${creator}` });
}

function exempts(index: ObjectIndex, object: IndexedObject, wanted: Readonly<Record<string, string | undefined>>): boolean {
  return index
    .by(configurations, CONFIGURATION)
    .some(
      (one) =>
        one.values.some(({ field, value }) => value !== undefined && wanted[field] === value) &&
        !isOfOtherEnvironment(index, object, one),
    );
}

/** What a namespace gets that says nothing: by the configuration that lies beside an object or above it. Where several lie there, nobody can know. */
export function defaultPolicyFor(index: ObjectIndex, object: IndexedObject): NamespacePolicy {
  const [one, ...others] = index.by(configurations, CONFIGURATION).filter((found) => mayMeet(index, object, found));
  if (!one || others.length > 0) return DEFAULT_POLICY;
  const text = (field: string) => {
    const value = one.values.find((found) => found.field === `defaults.${field}`)?.value;
    return typeof value === "string" ? value : undefined;
  };
  const policy = (mode: Mode): LevelVersion => {
    const level = text(mode);
    return { level: isLevel(level) ? level : "privileged", version: parseVersion(text(`${mode}-version`) ?? "latest") };
  };
  return { enforce: policy("enforce"), audit: policy("audit"), warn: policy("warn") };
}

const CONFIGURATION = "configuration";

const configurations = ({ values }: IndexedObject) =>
  values.some(({ field }) => field.startsWith("exemptions.") || field.startsWith("defaults.")) ? CONFIGURATION : undefined;
