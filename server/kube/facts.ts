import type { Span } from "../text/span.ts";
import type { Field, Path } from "../yaml/field.ts";
import { isClusterScoped } from "./kinds.ts";
import { kustomizationOf } from "./kustomize/kustomization.ts";
import { isRemote } from "./kustomize/location.ts";
import { namedFiles } from "./kustomize/roles.ts";
import { type Labels, readLabels } from "./labels.ts";
import { type PodSources, podOf } from "./pod.ts";
import type { Resource } from "./resource.ts";

// Facts are what rules over several documents see of each: plain data, so that they cross threads and stay cheap to keep.

/** A place in a slice; it moves with the text while the facts around it stay. */
export interface FactSite {
  readonly path: Path;
  readonly span: Span;
}

/** What other objects need to know of one object. */
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
  /** The labels of the pods that the object runs. `uncertain`: a template may add some. */
  readonly pods?: { readonly labels: Labels; readonly uncertain: boolean };
  /** The pods that a Service, a PodDisruptionBudget or a NetworkPolicy selects. `uncertain` also where it says more than labels. */
  readonly selects?: { readonly labels: Labels; readonly uncertain: boolean; readonly site: FactSite };
  /** What a HorizontalPodAutoscaler scales. The group is absent where it does not say one. */
  readonly scales?: {
    readonly group: string | undefined;
    readonly kind: string;
    readonly name: string;
    readonly site: FactSite;
  };
  /** Where a Deployment or StatefulSet says, under no condition of a template, that it has one replica or more. */
  readonly replicas?: FactSite;
  /** The files and folders that a kustomization names, by paths relative to it. */
  readonly files?: readonly { readonly name: string; readonly site: FactSite }[];
}

/** The facts of one resource. */
export function factsOf(resource: Resource, custom?: PodSources): ResourceFacts {
  const named = resource.at("metadata", "name");
  const pod = podOf(resource, custom);
  const own = resource.builtIn ? OWN_FACTS.get(resource.kind)?.(resource) : undefined;
  return {
    apiVersion: resource.apiVersion,
    group: resource.group,
    kind: resource.kind,
    name: named.string ?? "",
    namespace: resource.namespace,
    clusterScoped: isClusterScoped(resource.group, resource.kind),
    builtIn: resource.builtIn,
    labels: readLabels(resource.at("metadata", "labels")).labels,
    site: { path: named.path, span: named.site },
    ...(pod ? { pods: readLabels(pod.metadata.at("labels")) } : {}),
    ...own,
    ...(resource.group === "kustomize.config.k8s.io" ? { files: filesOf(resource) } : {}),
  };
}

type OwnFacts = Pick<ResourceFacts, "selects" | "scales" | "replicas">;

/** What only some of Kubernetes' own kinds have. */
const OWN_FACTS: ReadonlyMap<string, (resource: Resource) => OwnFacts> = new Map([
  ["Service", (resource) => selection(resource.at("spec", "selector"))],
  ["PodDisruptionBudget", (resource) => labelSelection(resource.at("spec", "selector"))],
  ["NetworkPolicy", (resource) => labelSelection(resource.at("spec", "podSelector"))],
  ["HorizontalPodAutoscaler", (resource) => scaling(resource.at("spec", "scaleTargetRef"))],
  ["Deployment", replication],
  ["StatefulSet", replication],
]);

function selection(selector: Field, labels = selector): OwnFacts {
  if (!selector.isMapping) return {};
  return { selects: { ...readLabels(labels), site: { path: selector.path, span: selector.key.site } } };
}

function labelSelection(selector: Field): OwnFacts {
  const { selects } = selection(selector, selector.at("matchLabels"));
  if (!selects) return {};
  return { selects: { ...selects, uncertain: selects.uncertain || selector.open || !selector.at("matchExpressions").absent } };
}

function scaling(reference: Field): OwnFacts {
  const field = reference.at("name");
  const [kind, name] = [reference.at("kind").string, field.string];
  if (!kind || !name) return {};
  const version = reference.at("apiVersion").string;
  const group = version === undefined ? undefined : version.includes("/") ? version.slice(0, version.indexOf("/")) : "";
  return { scales: { group, kind, name, site: { path: field.path, span: field.site } } };
}

function replication(resource: Resource): OwnFacts {
  const field = resource.at("spec", "replicas");
  return (field.number ?? 0) > 0 && !field.conditional ? { replicas: { path: field.path, span: field.site } } : {};
}

/** The places that the facts speak of. */
export function sitesOf({ site, selects, scales, replicas, files = [] }: ResourceFacts): readonly FactSite[] {
  return [site, selects?.site, scales?.site, replicas, ...files.map((file) => file.site)].filter((one) => one !== undefined);
}

function filesOf({ root }: Resource): NonNullable<ResourceFacts["files"]> {
  return namedFiles(kustomizationOf(root))
    .filter(({ named }) => !isRemote(named.path))
    .map(({ named: { path, field } }) => ({ name: path, site: { path: field.path, span: field.site } }));
}

/** Everything in the facts that other documents can see, as one string: where two shapes are equal, no workspace rule need run again. */
export function shapeOf(facts: readonly ResourceFacts[]): string {
  return JSON.stringify(facts, (key, value) => (key === "span" ? undefined : value));
}
