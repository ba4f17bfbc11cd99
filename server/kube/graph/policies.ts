import { NONE } from "../../text/none.ts";
import { deploymentSet, type IndexedObject, probableSet } from "../facts/indexed-object.ts";
import { isGenerated } from "../facts/may-be-made.ts";
import type { ObjectIndex } from "../facts/object-index.ts";
import { isOfOtherEnvironment } from "../facts/resolve.ts";
import { type Labels, type Selector, selects } from "../labels.ts";
import type { Endpoint, Policy } from "../network/traffic.ts";

/** A NetworkPolicy with the object that it is. */
export interface PolicyObject extends Policy {
  readonly at: IndexedObject;
}

/** A NetworkPolicy of Kubernetes itself as plain data; `undefined` for another object. */
export function policyIn(object: IndexedObject): PolicyObject | undefined {
  const { network, namespace, name, selectors } = object;
  return network && { ...network, namespace, name, pods: selectors[0] ?? EVERYTHING, at: object };
}

const EVERYTHING: Selector = { matchLabels: {}, matchExpressions: NONE, uncertain: false };

/** The pods of a workload as policies see them; `undefined` for an object without any. */
export function endpointIn({ namespace, pods }: IndexedObject): Endpoint | undefined {
  const [pod] = pods;
  if (!pod) return undefined;
  const { labels, hostNetwork, containers } = pod;
  return { namespace, labels, hostNetwork, ports: containers.flatMap(({ ports }) => ports) };
}

/**
 * The policies that select the pods of a workload, or may do so: in its namespace, in whatever folder, but not of another environment. Of those in
 * one place that select all pods, one stands for all that say the same.
 */
export function policiesFor(index: ObjectIndex, object: IndexedObject): readonly PolicyObject[] {
  const endpoint = endpointIn(object);
  if (!endpoint || endpoint.hostNetwork) return NONE;
  const { namespace } = object;
  const set = probableSet(object);
  const found: PolicyObject[] = [];
  for (const pair of [ALL, ...pairsOf(endpoint.labels)]) {
    if (namespace === undefined) found.push(...policiesAt(index, `set ${set} ${pair}`));
    else {
      found.push(...policiesAt(index, `bare ${set} ${pair}`));
      for (const policy of policiesAt(index, `in ${namespace} ${pair}`))
        if (!isOfOtherEnvironment(index, object, policy.at)) found.push(policy);
    }
  }
  return found.filter(({ pods }) => pods.uncertain || selects(pods, endpoint.labels));
}

/** The policies that have a key. */
function policiesAt(index: ObjectIndex, key: string): readonly PolicyObject[] {
  return index.remember(`policies ${key}`, () => {
    const found = new Map<string, PolicyObject>();
    for (const object of index.by(policiesByPods, key)) {
      const policy = policyIn(object);
      if (!policy) continue;
      const { pods, ingress, egress, uncertain } = policy;
      const content = JSON.stringify([probableSet(object), keyOf(pods), ingress, egress, uncertain]);
      if (!found.has(content)) found.set(content, policy);
    }
    return [...found.values()];
  });
}

/** Some of the workloads beside a policy whose pods it selects for certain: `most` at the most. */
export function workloadsOf(index: ObjectIndex, { at, pods, namespace }: PolicyObject, most: number): readonly IndexedObject[] {
  return index.remember(`workloads ${most} ${probableSet(at)} ${namespace ?? ""} ${keyOf(pods)}`, () => {
    const found: IndexedObject[] = [];
    for (const workload of index.workloadsWith(pods.matchLabels, namespace)) {
      const endpoint = endpointIn(workload);
      if (!endpoint || endpoint.hostNetwork || workload.pods[0]?.uncertain) continue;
      if (selects(pods, endpoint.labels) && probableSet(workload) === probableSet(at)) found.push(workload);
      if (found.length === most) break;
    }
    return found;
  });
}

function keyOf({ matchLabels, matchExpressions, uncertain }: Selector): string {
  return JSON.stringify([matchLabels, matchExpressions, uncertain]);
}

/** The policies in a namespace, by its Namespace object. */
export function policiesInNamespace(index: ObjectIndex, namespace: IndexedObject): readonly PolicyObject[] {
  const own = index
    .by(policiesByNamespace, `in ${namespace.name}`)
    .filter((policy) => !isOfOtherEnvironment(index, namespace, policy));
  const bare = index.by(policiesByNamespace, `bare ${probableSet(namespace)}`);
  return [...own, ...bare].flatMap((one) => policyIn(one) ?? NONE);
}

/**
 * Whether a policy of another kind (Cilium, Calico, Antrea, admin policies), or one that a policy engine makes in every namespace, may hold in a
 * namespace; `undefined` for one that nothing says.
 */
export function hasForeignPolicy(index: ObjectIndex, object: IndexedObject, namespace: string | undefined): boolean {
  if (isGenerated(index, object, "NetworkPolicy")) return true;
  const keys = namespace === undefined ? [`set ${probableSet(object)}`] : [`in ${namespace}`, `bare ${probableSet(object)}`];
  return ["everywhere", ...keys].some((key) =>
    index.by(foreignPolicies, key).some((policy) => !isOfOtherEnvironment(index, object, policy)),
  );
}

/** Whether a policy stands in a workload's namespace, in what is probably deployed with it. */
export function hasPolicyBeside(index: ObjectIndex, object: IndexedObject): boolean {
  const { namespace } = object;
  const set = namespace === undefined ? deploymentSet(object) : `${probableSet(object)} ${namespace}`;
  return index.by(policiesBySet, set).length > 0;
}

const ALL = "*";

function pairsOf(labels: Labels): readonly string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}

/** By the longest of the labels that the pods must have: the one that the fewest have, mostly. */
function policiesByPods(object: IndexedObject): readonly string[] | undefined {
  const policy = policyIn(object);
  if (!policy) return undefined;
  const pair = pairsOf(policy.pods.matchLabels).reduce((a, b) => (b.length > a.length ? b : a), "") || ALL;
  const place = policy.namespace === undefined ? `bare ${probableSet(object)}` : `in ${policy.namespace}`;
  return [`${place} ${pair}`, `set ${probableSet(object)} ${pair}`];
}

function policiesByNamespace(object: IndexedObject): string | undefined {
  if (!object.network) return undefined;
  return object.namespace === undefined ? `bare ${probableSet(object)}` : `in ${object.namespace}`;
}

/** In what is deployed together for certain; and by namespace in what probably is. */
function policiesBySet(object: IndexedObject): readonly string[] | undefined {
  const { network, namespace } = object;
  if (!network) return undefined;
  return namespace === undefined ? [deploymentSet(object)] : [deploymentSet(object), `${probableSet(object)} ${namespace}`];
}

/** Kinds of policies beyond those of Kubernetes itself, by group; those without a namespace hold everywhere. */
const FOREIGN: ReadonlyMap<string, readonly string[]> = new Map([
  ["cilium.io", ["CiliumNetworkPolicy"]],
  ["crd.projectcalico.org", ["NetworkPolicy"]],
  ["projectcalico.org", ["NetworkPolicy"]],
  ["crd.antrea.io", ["NetworkPolicy"]],
]);
const FOREIGN_EVERYWHERE: ReadonlyMap<string, readonly string[]> = new Map([
  ["cilium.io", ["CiliumClusterwideNetworkPolicy"]],
  ["crd.projectcalico.org", ["GlobalNetworkPolicy"]],
  ["projectcalico.org", ["GlobalNetworkPolicy"]],
  ["crd.antrea.io", ["ClusterNetworkPolicy"]],
  ["policy.networking.k8s.io", ["AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy"]],
]);

function foreignPolicies(object: IndexedObject): string | readonly string[] | undefined {
  const { group, kind, namespace, builtIn } = object;
  if (builtIn) return undefined;
  if (FOREIGN_EVERYWHERE.get(group)?.includes(kind)) return "everywhere";
  if (!FOREIGN.get(group)?.includes(kind)) return undefined;
  const set = probableSet(object);
  return namespace === undefined ? [`bare ${set}`, `set ${set}`] : [`in ${namespace}`, `set ${set}`];
}
