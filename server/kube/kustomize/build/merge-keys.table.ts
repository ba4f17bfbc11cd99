import { podSourceOf } from "../../kinds.ts";

// The lists that a strategic merge patch merges, by the keys that identify an item (x-kubernetes-patch-merge-key and
// x-kubernetes-list-map-keys of the Kubernetes API definitions). Without keys: a list of strings that is a set. All other lists are replaced.

type Keys = readonly string[];

const CONTAINER: Readonly<Record<string, Keys>> = {
  env: ["name"],
  ports: ["containerPort", "protocol"],
  volumeDevices: ["devicePath"],
  volumeMounts: ["mountPath"],
};

/** Below a pod's spec. */
const POD: Readonly<Record<string, Keys>> = {
  containers: ["name"],
  ephemeralContainers: ["name"],
  hostAliases: ["ip"],
  imagePullSecrets: ["name"],
  initContainers: ["name"],
  topologySpreadConstraints: ["topologyKey", "whenUnsatisfiable"],
  volumes: ["name"],
};
for (const role of ["containers", "ephemeralContainers", "initContainers"])
  for (const [list, keys] of Object.entries(CONTAINER)) (POD as Record<string, Keys>)[`${role}/${list}`] = keys;

/** Below the object, for any kind that Kubernetes serves. */
const ANY: Readonly<Record<string, Keys>> = {
  "metadata/finalizers": [],
  "metadata/ownerReferences": ["uid"],
  "status/conditions": ["type"],
};

const BY_KIND: Readonly<Record<string, Readonly<Record<string, Keys>>>> = {
  MutatingWebhookConfiguration: { webhooks: ["name"] },
  Service: { "spec/ports": ["port", "protocol"] },
  ServiceAccount: { secrets: ["name"] },
  ValidatingWebhookConfiguration: { webhooks: ["name"] },
};

/**
 * The keys by which the items of the list at the path (names only, from the object's root) are merged; `undefined` for a list that is
 * replaced. `builtIn`: the kind is one of Kubernetes' own: nothing is known of others, so their lists are replaced.
 */
export function mergeKeys(group: string, kind: string, builtIn: boolean, path: readonly string[]): Keys | undefined {
  if (!builtIn) return undefined;
  const pod = podSourceOf(group, kind)?.spec;
  if (pod?.every((name, i) => path[i] === name)) {
    const keys = own(POD, path.slice(pod.length).join("/"));
    if (keys) return keys;
  }
  const name = path.join("/");
  return own(ANY, name) ?? own(own(BY_KIND, kind) ?? {}, name);
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
