import { REFERENCE_POLICIES } from "../../kube/facts/external.ts";
import { SEVERITIES } from "../../lint/rule/finding.ts";
import { PRESETS, type Rule } from "../../lint/rule/rule.ts";
import type { Json } from "../../yaml/tree/json.ts";

type Schema = { readonly [key: string]: Json };

/**
 * The JSON Schema (draft-07) of `plimsoll.yaml`, for editors that complete and check by schemas. Every rule and option comes from the rules'
 * metadata. It accepts what `readConfig` accepts, except that globs and the newest Kubernetes version are not checked.
 */
export function configSchema(rules: readonly Rule[]): Schema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of Plimsoll",
    ...object({
      $schema: { type: "string" },
      extends: list("Presets, and files to build on (relative to this file).", {
        anyOf: [{ enum: PRESETS }, { type: "string", pattern: "[/\\\\]|\\.(ya?ml|json)$" }],
      }),
      kubernetesVersion: reference("version", "The version of the cluster; without it, the newest one that is known."),
      root: { type: "boolean", description: "Configuration files in folders above do not count." },
      rules: reference("rules", "Rules with their severity and options."),
      overrides: list("Other rules for some files or objects; the last one that matches wins.", reference("override")),
      ignore: reference("globs", "Files that are not checked, relative to this file."),
      suppressions: reference("suppressions", "What may be suppressed, and what is suppressed for files that cannot be edited."),
      podSpecPaths: list("Pods inside custom resources.", reference("podSpecPath")),
      schemas: list("Folders with CustomResourceDefinitions or JSON schemas of custom resources, relative to this file.", {
        type: "string",
      }),
      charts: list("How Helm charts are rendered; for each key the last item that names the chart wins.", reference("chart")),
      scopes: reference("globs", "Folders whose files are deployed together; objects of different sets do not see each other."),
      references: {
        enum: [...REFERENCE_POLICIES, false],
        description: "When something missing is a finding: where other files make it likely (auto), always, or never.",
      },
      cache: { type: "boolean", description: "Whether the command line keeps results of unchanged files for the next run." },
      externalRefs: list("What exists in the cluster though no file defines it.", reference("externalRef")),
    }),
    definitions: definitions(rules),
  };
}

/** The JSON Schema of those settings in an editor's `settings.json` that speak of rules: what is declared in `package.json` cannot name them. */
export function settingsSchema(rules: readonly Rule[]): Schema {
  const $ref = "#/definitions/shown";
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "The settings of Plimsoll in settings.json, as far as the editor does not know them",
    type: "object",
    properties: {
      "plimsoll.rules": { $ref: "../rules/config.schema.json#/definitions/rules" },
      "plimsoll.severities": {
        type: "object",
        properties: Object.fromEntries(rules.map(({ id, title }) => [id, { description: `${title}.`, allOf: [{ $ref }] }])),
        additionalProperties: { $ref },
      },
    },
    definitions: { shown: { enum: [...SEVERITIES, "off"] } },
  };
}

function definitions(rules: readonly Rule[]): Schema {
  const strings = { type: ["array", "null"], items: { type: "string" } };
  return {
    severity: {
      enum: ["off", ...SEVERITIES, "on", false, true],
      description: "off is false, on (the rule's own severity) is true.",
    },
    version: { type: ["string", "number"], pattern: "^v?1\\.[0-9]{1,3}(\\.[0-9]+)?$" },
    date: { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
    globs: strings,
    ruleId: { enum: rules.map(({ id }) => id) },
    ruleIds: { type: ["array", "null"], items: reference("ruleId") },
    override: object({
      files: reference("globs"),
      excludeFiles: reference("globs"),
      kinds: strings,
      namespaces: strings,
      names: strings,
      rules: reference("rules"),
      kubernetesVersion: reference("version"),
    }),
    suppressions: object({
      requireReason: { type: "boolean", description: "A suppression without a reason is a finding." },
      reportUnused: reference("severity", "How a suppression that hides nothing is reported."),
      forbid: reference("ruleIds", "Rules that nothing can suppress."),
      entries: { type: ["array", "null"], items: reference("suppression") },
    }),
    suppression: {
      ...object({
        rules: reference("ruleIds"),
        kind: { type: "string" },
        name: { type: "string", description: "May hold * and ?, as namespace and container may." },
        namespace: { type: "string" },
        container: { type: "string" },
        files: reference("globs"),
        reason: { type: "string" },
        expires: reference("date", "The last day on which it holds."),
      }),
      required: ["rules"],
    },
    externalRef: {
      ...object({
        kind: { type: "string", description: "May hold * and ?, as namespace and name may." },
        namespace: { type: "string" },
        name: { type: "string" },
      }),
      required: ["kind"],
    },
    podSpecPath: {
      ...object({
        apiVersion: { type: "string" },
        kind: { type: "string" },
        path: { type: "string", description: 'Keys to a pod template, or to a pod spec if the last one ends in "spec".' },
      }),
      required: ["apiVersion", "kind", "path"],
    },
    ...chartDefinitions(strings),
    rules: object(Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)]))),
  };
}

/** What describes `charts`. */
function chartDefinitions(strings: Schema): Schema {
  const set = { ...strings, description: "Values, written as for helm --set: image.tag=1.2." };
  return {
    chart: {
      ...object({
        chart: { type: "string", description: "The folder of a chart, or a pattern for several, relative to this file." },
        releaseName: { type: "string", description: "The release's name (release-name if not given)." },
        namespace: { type: "string", description: "The release's namespace (default if not given)." },
        kubernetesVersion: reference("version", "The version of the cluster for which the chart is rendered."),
        sets: {
          type: ["object", "null"],
          description:
            "Sets of values by name: the chart is rendered once with each, and not with values files that are only found.",
          additionalProperties: reference("valuesSet"),
        },
        set,
        subcharts: { type: "boolean", description: "Report findings in subcharts that come from elsewhere, too." },
      }),
      required: ["chart"],
    },
    valuesSet: {
      anyOf: [
        { ...strings, description: "Files of values, relative to the chart or to this file; later ones win." },
        object({ values: strings, set }),
      ],
    },
  };
}

function ruleSchema(rule: Rule): Schema {
  const options = Object.entries(rule.options).map(([name, { schema, summary, default: value }]): [string, Schema] => [
    name,
    { ...schema, description: summary, default: value as Json },
  ]);
  return {
    description: `${rule.title}. (${rule.severity})`,
    anyOf: [reference("severity"), object({ severity: reference("severity"), ...Object.fromEntries(options) })],
  };
}

/** A mapping with these keys and no others. An empty value (`rules:`) counts as not given. */
function object(properties: Schema): Schema {
  return { type: ["object", "null"], properties, additionalProperties: false };
}

function list(description: string, items: Schema): Schema {
  return { type: ["array", "null"], description, items };
}

/** A definition, with a description of its use: in draft-07 what stands beside a `$ref` does not count. */
function reference(name: string, description?: string): Schema {
  const $ref = `#/definitions/${name}`;
  return description === undefined ? { $ref } : { description, allOf: [{ $ref }] };
}
