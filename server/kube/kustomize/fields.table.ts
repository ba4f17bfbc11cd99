// The fields of a kustomization (kustomize v5.5, api/types). `any`: what stands below is not looked at.

/** What a field holds. */
export type FieldType =
  | "string"
  | "boolean"
  | "integer"
  | "any"
  | { readonly list: FieldType }
  | { readonly map: FieldType }
  | { readonly fields: Readonly<Record<string, FieldType>> };

const strings: FieldType = { list: "string" };
const stringMap: FieldType = { map: "string" };

function fields(strings: string, others: Readonly<Record<string, FieldType>> = {}): FieldType {
  return { fields: { ...Object.fromEntries(strings.split(" ").map((name) => [name, "string" as const])), ...others } };
}

const generatorOptions = fields("", {
  labels: stringMap,
  annotations: stringMap,
  disableNameSuffixHash: "boolean",
  immutable: "boolean",
});
const configMap: Readonly<Record<string, FieldType>> = {
  literals: strings,
  files: strings,
  envs: strings,
  options: generatorOptions,
};
const patch = fields("path patch", {
  target: fields("group version kind name namespace annotationSelector labelSelector"),
  options: { map: "boolean" },
});
const objectReference = fields("apiVersion group version kind name namespace");

export const KUSTOMIZATION_FIELDS = fields("apiVersion kind namespace namePrefix nameSuffix", {
  metadata: fields("name namespace", { labels: stringMap, annotations: stringMap }),
  openapi: stringMap,
  resources: strings,
  bases: strings,
  components: strings,
  crds: strings,
  configurations: strings,
  generators: strings,
  transformers: strings,
  validators: strings,
  buildMetadata: strings,
  patchesStrategicMerge: strings,
  patchesJson6902: { list: patch },
  patches: { list: patch },
  commonLabels: stringMap,
  commonAnnotations: stringMap,
  labels: {
    list: fields("", {
      pairs: stringMap,
      includeSelectors: "boolean",
      includeTemplates: "boolean",
      fields: { list: fields("group version kind path", { create: "boolean" }) },
    }),
  },
  images: { list: fields("name newName newTag tagSuffix digest") },
  imageTags: { list: fields("name newName newTag tagSuffix digest") },
  replicas: { list: fields("name", { count: "integer" }) },
  vars: { list: fields("name", { objref: objectReference, fieldref: fields("fieldpath fieldPath") }) },
  replacements: { list: fields("path", { source: "any", sourceValue: "any", targets: "any" }) },
  configMapGenerator: { list: fields("namespace name behavior env", configMap) },
  secretGenerator: { list: fields("namespace name behavior env type", configMap) },
  generatorOptions,
  sortOptions: fields("order", { legacySortOptions: "any" }),
  helmGlobals: "any",
  helmCharts: { list: "any" },
  helmChartInflationGenerator: { list: "any" },
});
