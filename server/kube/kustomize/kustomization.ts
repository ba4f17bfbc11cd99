import { baseName } from "../../text/path.ts";
import { Field } from "../../yaml/tree/field.ts";
import type { Tree } from "../../yaml/tree/tree.ts";

/** Something that a kustomization names by its path, with the place where it does. */
export interface Named {
  readonly path: string;
  readonly field: Field;
}

/** Which objects a patch or another transformation is for; names and namespaces are regular expressions of the whole text. */
export interface Target {
  readonly group: string | undefined;
  readonly version: string | undefined;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly labelSelector: string | undefined;
  readonly annotationSelector: string | undefined;
}

export interface Patch {
  /** The file that holds the patch; else it stands in `field`. */
  readonly file: Named | undefined;
  /** The place of the patch's text, or of the path to its file. */
  readonly field: Field;
  readonly target: Target | undefined;
  readonly allowNameChange: boolean;
  readonly allowKindChange: boolean;
}

export interface ImageChange {
  readonly name: string;
  readonly newName: Field;
  readonly newTag: Field;
  readonly digest: Field;
  readonly tagSuffix: Field;
}

export interface LabelChange {
  /** The mapping of names to values. */
  readonly pairs: Field;
  readonly includeSelectors: boolean;
  readonly includeTemplates: boolean;
}

export interface Generator {
  readonly kind: "ConfigMap" | "Secret";
  readonly field: Field;
  readonly name: Field;
  readonly behavior: "create" | "merge" | "replace";
  readonly literals: readonly Field[];
  readonly files: readonly (Named & { readonly key: string })[];
  readonly envs: readonly Named[];
  readonly options: Field;
}

/** A kustomization file as data (kustomize, api/types/kustomization.go), every part with its place. */
export interface Kustomization {
  readonly root: Field;
  readonly component: boolean;
  /** `resources` and the older `bases`: files and folders. */
  readonly resources: readonly Named[];
  readonly components: readonly Named[];
  readonly crds: readonly Named[];
  readonly configurations: readonly Named[];
  /** `transformers`, `generators` and `validators`: files and folders of plug-in configuration. */
  readonly plugins: readonly Named[];
  readonly patchesStrategicMerge: readonly Patch[];
  readonly patches: readonly Patch[];
  readonly patchesJson6902: readonly Patch[];
  readonly replacements: readonly Named[];
  readonly values: readonly Named[];
  readonly namespace: Field;
  readonly namePrefix: Field;
  readonly nameSuffix: Field;
  readonly labels: readonly LabelChange[];
  readonly commonLabels: LabelChange | undefined;
  readonly commonAnnotations: Field;
  readonly images: readonly ImageChange[];
  readonly replicas: readonly Field[];
  readonly generators: readonly Generator[];
  readonly generatorOptions: Field;
  /** The fields whose effect the builder does not know. */
  readonly unsupported: readonly Field[];
}

/** Reads a kustomization. What has another form than it should is left out: whether it is right is not decided here. */
export function readKustomization(tree: Tree): Kustomization {
  return kustomizationOf(Field.root(tree));
}

/** The same of the mapping that is the kustomization. */
export function kustomizationOf(root: Field): Kustomization {
  const common = root.at("commonLabels");
  return {
    root,
    component: root.at("kind").string === "Component",
    resources: [...named(root.at("resources")), ...named(root.at("bases"))],
    components: named(root.at("components")),
    crds: named(root.at("crds")),
    configurations: [...named(root.at("configurations")), ...namedIn(root.at("openapi", "path"))],
    plugins: ["transformers", "generators", "validators"].flatMap((key) => named(root.at(key))),
    patchesStrategicMerge: root.at("patchesStrategicMerge").items().flatMap(strategicPatch),
    patches: root.at("patches").items().flatMap(patch),
    patchesJson6902: root.at("patchesJson6902").items().flatMap(patch),
    replacements: root
      .at("replacements")
      .items()
      .flatMap((item) => namedIn(item.at("path"))),
    values: root
      .at("helmCharts")
      .items()
      .flatMap((chart) => [...namedIn(chart.at("valuesFile")), ...named(chart.at("additionalValuesFiles"))]),
    namespace: root.at("namespace"),
    namePrefix: root.at("namePrefix"),
    nameSuffix: root.at("nameSuffix"),
    labels: root
      .at("labels")
      .items()
      .filter((item) => item.at("fields").absent)
      .map(label),
    commonLabels: common.isMapping ? { pairs: common, includeSelectors: true, includeTemplates: true } : undefined,
    commonAnnotations: root.at("commonAnnotations"),
    images: root.at("images").items().flatMap(image),
    replicas: root.at("replicas").items(),
    generators: [
      ...root
        .at("configMapGenerator")
        .items()
        .map((item) => generator("ConfigMap", item)),
      ...root
        .at("secretGenerator")
        .items()
        .map((item) => generator("Secret", item)),
    ],
    generatorOptions: root.at("generatorOptions"),
    unsupported: unsupported(root),
  };
}

/** What changes the output in a way that is not built. `crds` and `buildMetadata` are no such thing: they add no more than annotations. */
const UNSUPPORTED = [
  "configurations",
  "generators",
  "helmChartInflationGenerator",
  "helmCharts",
  "imageTags",
  "openapi",
  "transformers",
  "validators",
  "vars",
];

function unsupported(root: Field): readonly Field[] {
  const fields = UNSUPPORTED.map((key) => root.at(key)).filter((field) => field.exists);
  const labels = root
    .at("labels")
    .items()
    .map((item) => item.at("fields"));
  return [...fields, ...labels.filter((field) => field.exists)];
}

function named(list: Field): readonly Named[] {
  return list.items().flatMap(namedIn);
}

/** A path in a known string that stands in one line (text over several is no path but a patch or a configuration). */
function namedIn(field: Field): readonly Named[] {
  const path = field.string;
  return path === undefined || path === "" || path.includes("\n") ? [] : [{ path, field }];
}

function strategicPatch(field: Field): readonly Patch[] {
  const text = field.string;
  if (text === undefined) return [];
  const file = /[\n{]|:\s/.test(text) ? undefined : { path: text, field };
  return [{ file, field, target: undefined, allowNameChange: false, allowKindChange: false }];
}

function patch(item: Field): readonly Patch[] {
  const [file] = namedIn(item.at("path"));
  const field = file?.field ?? item.at("patch");
  if (!field.exists) return [];
  const option = (name: string) => item.at("options", name).value === true;
  const target = item.at("target").isMapping ? readTarget(item.at("target")) : undefined;
  return [{ file, field, target, allowNameChange: option("allowNameChange"), allowKindChange: option("allowKindChange") }];
}

/** Which objects a mapping selects. */
export function readTarget(field: Field): Target {
  const text = (name: string) => field.at(name).string || undefined;
  return {
    group: text("group"),
    version: text("version"),
    kind: text("kind"),
    name: text("name"),
    namespace: text("namespace"),
    labelSelector: text("labelSelector"),
    annotationSelector: text("annotationSelector"),
  };
}

function label(item: Field): LabelChange {
  const includeSelectors = item.at("includeSelectors").value === true;
  return {
    pairs: item.at("pairs"),
    includeSelectors,
    includeTemplates: includeSelectors || item.at("includeTemplates").value === true,
  };
}

function image(item: Field): readonly ImageChange[] {
  const name = item.at("name").string;
  if (name === undefined) return [];
  return [
    { name, newName: item.at("newName"), newTag: item.at("newTag"), digest: item.at("digest"), tagSuffix: item.at("tagSuffix") },
  ];
}

function generator(kind: Generator["kind"], field: Field): Generator {
  const behavior = field.at("behavior").string;
  return {
    kind,
    field,
    name: field.at("name"),
    behavior: behavior === "merge" || behavior === "replace" ? behavior : "create", // as for anything else
    literals: field.at("literals").items(),
    files: field.at("files").items().flatMap(keyed),
    envs: [...namedIn(field.at("env")), ...named(field.at("envs"))],
    options: field.at("options"),
  };
}

/** `key=path`, or a path whose last part is the key. */
function keyed(field: Field): readonly (Named & { readonly key: string })[] {
  const text = field.string;
  if (text === undefined) return [];
  const equals = text.indexOf("=");
  const path = text.slice(equals + 1);
  return [{ key: equals < 0 ? baseName(path) : text.slice(0, equals), path, field }];
}
