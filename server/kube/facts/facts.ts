import type { Span } from "../../text/span.ts";
import type { Field, Path } from "../../yaml/tree/field.ts";
import { isClusterScoped } from "../kinds.ts";
import { kustomizationOf } from "../kustomize/kustomization.ts";
import { isRemote } from "../kustomize/location.ts";
import { namedFiles } from "../kustomize/roles.ts";
import { type Labels, readLabels } from "../labels.ts";
import type { Pod } from "../pod.ts";
import type { Resource } from "../resource.ts";

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
  readonly pods: { readonly labels: Labels; readonly uncertain: boolean } | undefined;
  /** The pods that a Service, a PodDisruptionBudget or a NetworkPolicy selects. `uncertain` also where it says more than labels. */
  readonly selects: Selection | undefined;
  /** What a HorizontalPodAutoscaler scales. The group is absent where it does not say one. */
  readonly scales: Scaling | undefined;
  /** Where a Deployment or StatefulSet says, under no condition of a template, that it has one replica or more. */
  readonly replicas: FactSite | undefined;
  /** The files and folders that a kustomization names, by paths relative to it. */
  readonly files: readonly { readonly name: string; readonly site: FactSite }[] | undefined;
}

interface Selection {
  readonly labels: Labels;
  readonly uncertain: boolean;
  readonly site: FactSite;
}

interface Scaling {
  readonly group: string | undefined;
  readonly kind: string;
  readonly name: string;
  readonly site: FactSite;
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
    pods: pod && readLabels(pod.metadata.at("labels")),
    selects: builtIn ? selectionOf(resource) : undefined,
    scales: builtIn && kind === "HorizontalPodAutoscaler" ? scalingOf(resource.at("spec", "scaleTargetRef")) : undefined,
    replicas: builtIn && (kind === "Deployment" || kind === "StatefulSet") ? replicasOf(resource) : undefined,
    files: group === "kustomize.config.k8s.io" ? filesOf(resource) : undefined,
  };
}

function selectionOf(resource: Resource): Selection | undefined {
  switch (resource.kind) {
    case "Service":
      return selection(resource.at("spec", "selector"));
    case "PodDisruptionBudget":
      return labelSelection(resource.at("spec", "selector"));
    case "NetworkPolicy":
      return labelSelection(resource.at("spec", "podSelector"));
    default:
      return undefined;
  }
}

function selection(selector: Field, field = selector): Selection | undefined {
  if (!selector.isMapping) return undefined;
  const { labels, uncertain } = readLabels(field);
  return { labels, uncertain, site: { path: selector.path, span: selector.key.site } };
}

function labelSelection(selector: Field): Selection | undefined {
  const selects = selection(selector, selector.at("matchLabels"));
  return selects && { ...selects, uncertain: selects.uncertain || selector.open || !selector.at("matchExpressions").absent };
}

function scalingOf(reference: Field): Scaling | undefined {
  const field = reference.at("name");
  const [kind, name] = [reference.at("kind").string, field.string];
  if (!kind || !name) return undefined;
  const version = reference.at("apiVersion").string;
  const group = version === undefined ? undefined : version.includes("/") ? version.slice(0, version.indexOf("/")) : "";
  return { group, kind, name, site: { path: field.path, span: field.site } };
}

function replicasOf(resource: Resource): FactSite | undefined {
  const field = resource.at("spec", "replicas");
  return (field.number ?? 0) > 0 && !field.conditional ? { path: field.path, span: field.site } : undefined;
}

/** The places that the facts speak of. */
export function sitesOf({ site, selects, scales, replicas, files }: ResourceFacts): readonly FactSite[] {
  return [site, selects?.site, scales?.site, replicas, ...(files ?? []).map((file) => file.site)].filter(
    (one) => one !== undefined,
  );
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
