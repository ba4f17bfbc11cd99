import { display } from "../value/display.ts";
import type { SourceFile } from "../value/place.ts";
import { EMPTY, type Text } from "../value/text.ts";
import { bool, type Dict, dict, FALSE, isNil, list, NIL, type Struct, type Value } from "../value/value.ts";
import { readYamlFile } from "../yaml/read.ts";

/** A chart that another one needs, as its Chart.yaml declares it. */
export interface Dependency {
  /** The alias once the dependency has been found. */
  name: Text;
  readonly version: string;
  readonly repository: string;
  readonly condition: string;
  readonly tags: readonly string[];
  readonly alias: Text | undefined;
  readonly importValues: readonly Value[];
  enabled: boolean;
  /** As templates see it. */
  readonly value: Struct;
}

/** What Chart.yaml says. */
export interface Metadata {
  readonly name: Text;
  readonly version: Text;
  readonly apiVersion: string;
  readonly type: string;
  readonly kubeVersion: string;
  readonly dependencies: readonly Dependency[];
  readonly fields: ReadonlyMap<string, Value>;
}

const STRINGS = {
  Name: "name",
  Home: "home",
  Version: "version",
  Description: "description",
  Icon: "icon",
  APIVersion: "apiVersion",
  Condition: "condition",
  Tags: "tags",
  AppVersion: "appVersion",
  KubeVersion: "kubeVersion",
  Type: "type",
} as const;

/** Reads Chart.yaml, and the dependencies of a chart of the first version from requirements.yaml; `undefined` if there is no mapping. */
export function readMetadata(chart: SourceFile, requirements: SourceFile | undefined): Metadata | undefined {
  const { value } = readYamlFile(chart);
  if (value?.kind !== "dict") return undefined;
  const own = value.entries.get("dependencies")?.value;
  const other = requirements && readYamlFile(requirements).value;
  const declared = own?.kind === "list" ? own : other?.kind === "dict" ? other.entries.get("dependencies")?.value : undefined;
  const dependencies = itemsOf(declared).flatMap((item) => (item.kind === "dict" ? [readDependency(item)] : []));
  const fields = new Map<string, Value>(Object.entries(STRINGS).map(([field, key]) => [field, stringOf(value, key)]));
  fields.set("Sources", strings(value.entries.get("sources")?.value));
  fields.set("Keywords", strings(value.entries.get("keywords")?.value));
  fields.set("Maintainers", maintainers(value.entries.get("maintainers")?.value));
  fields.set("Deprecated", value.entries.get("deprecated")?.value ?? FALSE);
  fields.set("Annotations", annotations(value.entries.get("annotations")?.value));
  fields.set("Dependencies", list(dependencies.map((one) => one.value)));
  return {
    name: stringOf(value, "name"),
    version: stringOf(value, "version"),
    apiVersion: stringOf(value, "apiVersion").text || "v1",
    type: stringOf(value, "type").text,
    kubeVersion: stringOf(value, "kubeVersion").text,
    dependencies,
    fields,
  };
}

function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === "list" ? value.items : [];
}

/** A field of type string: numbers are converted. */
function stringOf(map: Dict, key: string): Text {
  const value = map.entries.get(key)?.value;
  return !value || isNil(value) ? EMPTY : display(value);
}

function strings(value: Value | undefined): Value {
  return list(itemsOf(value).map(display), "string");
}

function annotations(value: Value | undefined): Value {
  const entries = value?.kind === "dict" ? [...value.entries.values()] : [];
  return dict(
    entries.map((entry) => [entry.key, isNil(entry.value) ? EMPTY : display(entry.value)] as const),
    "map[string]string",
  );
}

function maintainers(value: Value | undefined): Value {
  return list(
    itemsOf(value).map((item): Struct => {
      const map = item.kind === "dict" ? item : dict();
      const fields = new Map<string, Value>([
        ["Name", stringOf(map, "name")],
        ["Email", stringOf(map, "email")],
        ["URL", stringOf(map, "url")],
      ]);
      return { kind: "struct", type: "chart.Maintainer", pointer: true, fields };
    }),
  );
}

function readDependency(map: Dict): Dependency {
  const name = stringOf(map, "name");
  const alias = stringOf(map, "alias");
  const fields = new Map<string, Value>([
    ["Name", name],
    ["Version", stringOf(map, "version")],
    ["Repository", stringOf(map, "repository")],
    ["Condition", stringOf(map, "condition")],
    ["Tags", strings(map.entries.get("tags")?.value)],
    ["Enabled", bool(true)],
    ["ImportValues", map.entries.get("import-values")?.value ?? NIL],
    ["Alias", alias],
  ]);
  return {
    name,
    version: stringOf(map, "version").text,
    repository: stringOf(map, "repository").text,
    condition: stringOf(map, "condition").text,
    tags: itemsOf(map.entries.get("tags")?.value).map((tag) => display(tag).text),
    alias: alias.text === "" ? undefined : alias,
    importValues: itemsOf(map.entries.get("import-values")?.value),
    enabled: true,
    value: { kind: "struct", type: "chart.Dependency", pointer: true, fields },
  };
}
