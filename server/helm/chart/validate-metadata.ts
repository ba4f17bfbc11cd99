import { parseVersion } from "../function/semver.ts";
import type { Value } from "../value/value.ts";
import type { Dependency, Metadata } from "./metadata.ts";

/** What Helm says of a Chart.yaml that it refuses (pkg/chart/metadata.go, dependency.go); only the first stops it. */
export function metadataProblems(metadata: Metadata): readonly string[] {
  const { name, version, apiVersion, type, dependencies } = metadata;
  const wrong = wrongType(metadata.source);
  if (wrong !== undefined) return [wrong];
  const said: string[] = [];
  if (apiVersion === "") said.push("chart.metadata.apiVersion is required");
  if (name.text === "") said.push("chart.metadata.name is required");
  else if (/[/\\]/.test(name.text)) said.push(`chart.metadata.name ${JSON.stringify(name.text)} is invalid`);
  if (version.text === "") said.push("chart.metadata.version is required");
  else if (!parseVersion(version.text)) said.push(`chart.metadata.version ${JSON.stringify(version.text)} is invalid`);
  if (!/^(application|library)?$/.test(type)) said.push("chart.metadata.type must be application or library");
  said.push(...dependencyProblems(dependencies));
  return said.map((message) => `validation: ${message}`);
}

function dependencyProblems(dependencies: readonly Dependency[]): readonly string[] {
  const seen = new Set<string>();
  return dependencies.flatMap(({ name, alias }) => {
    if (alias && !/^[a-zA-Z0-9_-]+$/.test(alias.text))
      return [`dependency ${JSON.stringify(name.text)} has disallowed characters in the alias`];
    const key = (alias ?? name).text;
    if (seen.has(key)) return [`more than one dependency with name or alias ${JSON.stringify(key)}`];
    seen.add(key);
    return [];
  });
}

/** The fields of Chart.yaml that are no texts, with Go's types. */
const TYPES: Readonly<Record<string, readonly [kind: Value["kind"], type: string]>> = {
  annotations: ["dict", "map[string]string"],
  dependencies: ["list", "[]*chart.Dependency"],
  deprecated: ["bool", "bool"],
  keywords: ["list", "[]string"],
  maintainers: ["list", "[]*chart.Maintainer"],
  sources: ["list", "[]string"],
};
const TEXTS = [
  "apiVersion",
  "appVersion",
  "condition",
  "description",
  "home",
  "icon",
  "kubeVersion",
  "name",
  "tags",
  "type",
  "version",
];

/** The first field, by its name, that Go's decoder does not take; numbers and booleans are texts to it where it wants one. */
function wrongType(source: Metadata["source"]): string | undefined {
  for (const key of [...TEXTS, ...Object.keys(TYPES)].sort()) {
    const value = source.entries.get(key)?.value;
    if (!value || value.kind === "nil") continue;
    const [kind, type] = TYPES[key] ?? ["string", "string"];
    const fits = kind === "string" ? value.kind !== "list" && value.kind !== "dict" : value.kind === kind;
    if (!fits)
      return `cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(value)} into Go struct field Metadata.${key} of type ${type}`;
  }
  return undefined;
}

function jsonKind({ kind }: Value): string {
  return kind === "list" ? "array" : kind === "dict" ? "object" : kind === "float" ? "number" : kind;
}
