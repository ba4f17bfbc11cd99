import { NONE } from "../../text/none.ts";
import type { Path } from "../../yaml/tree/field.ts";
import { isClusterScoped } from "../kinds.ts";
import { kustomizationOf } from "../kustomize/kustomization.ts";
import { isRemote } from "../kustomize/location.ts";
import { namedFiles } from "../kustomize/roles.ts";
import { type Labels, readLabels } from "../labels.ts";
import { type NetworkRules, networkRulesOf } from "../network/network-policy.ts";
import type { Pod } from "../pod.ts";
import type { Resource } from "../resource.ts";
import { type GrantFacts, grantsIn, type SubjectFacts, subjectsIn } from "./access.ts";
import { type PodFacts, podFacts } from "./pod-facts.ts";
import { providedBy } from "./provided.ts";
import type { ProvidedObject } from "./provided-object.ts";
import { type Reference, referencesIn } from "./reference.ts";
import { type LabelSelector, selectorsIn } from "./selector.ts";
import type { FactSite } from "./site.ts";
import { type ValueFacts, valuesIn } from "./value.ts";

// Facts are what rules over several documents see of each: plain data, so that they cross threads and stay cheap to keep.

/** What other objects need to know of one object: who it is, and small lists by kind of fact, each with the place where it stands. */
export interface ResourceFacts {
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** `undefined` for an object that says none; cluster-scoped kinds have none either. */
  readonly namespace: string | undefined;
  readonly clusterScoped: boolean;
  readonly builtIn: boolean;
  /** Of the object itself. */
  readonly labels: Labels;
  readonly site: FactSite;
  /** The objects, and parts of objects, that it names. */
  readonly references: readonly Reference[];
  /** What it selects by labels. */
  readonly selectors: readonly LabelSelector[];
  /** What a role allows. */
  readonly grants: readonly GrantFacts[];
  /** To whom a binding gives a role. */
  readonly subjects: readonly SubjectFacts[];
  /** The pods that it runs. */
  readonly pods: readonly PodFacts[];
  /** What a NetworkPolicy lets through. */
  readonly network: NetworkRules | undefined;
  /** The objects that come into being with it, and what of them others can name. */
  readonly provides: readonly ProvidedObject[];
  /** Single values, by the table of its kind. */
  readonly values: readonly ValueFacts[];
  /** The files and folders that a kustomization names, by paths relative to it. */
  readonly files: readonly { readonly name: string; readonly site: FactSite }[];
}

/** What most sites of facts share. */
const NAME: Path = ["metadata", "name"];

/** The facts of one resource with the pod that it holds. All of them have one shape, which thousands of objects share. */
export function factsOf(resource: Resource, pod: Pod | undefined): ResourceFacts {
  const { apiVersion, group, kind, namespace, builtIn } = resource;
  const named = resource.at("metadata", "name");
  return {
    apiVersion,
    group,
    kind,
    name: named.string ?? "",
    namespace,
    clusterScoped: isClusterScoped(group, kind),
    builtIn,
    labels: readLabels(resource.at("metadata", "labels")).labels,
    site: { path: resource.root.parent ? named.path : NAME, span: named.site },
    references: referencesIn(resource, pod),
    selectors: selectorsIn(resource),
    grants: grantsIn(resource),
    subjects: subjectsIn(resource),
    pods: podFacts(pod),
    network: networkRulesOf(resource),
    provides: providedBy(resource),
    values: valuesIn(resource, pod),
    files: group === "kustomize.config.k8s.io" ? filesOf(resource) : NONE,
  };
}

function filesOf({ root }: Resource): ResourceFacts["files"] {
  return namedFiles(kustomizationOf(root))
    .filter(({ named }) => !isRemote(named.path))
    .map(({ named: { path, field } }) => ({ name: path, site: { path: field.path, span: field.site } }));
}

/** Everything in the facts that other documents can see, as one string: where two shapes are equal, no workspace rule need run again. */
export function shapeOf(facts: readonly ResourceFacts[]): string {
  return JSON.stringify(facts, (key, value) => (key === "span" ? undefined : value));
}
