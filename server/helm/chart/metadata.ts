import { display } from "../value/display.ts";
import type { SourceFile } from "../value/place.ts";
import { EMPTY, type Text } from "../value/text.ts";
import { bool, type Dict, dict, FALSE, isNil, type JsonName, list, NIL, type Struct, type Value } from "../value/value.ts";
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
  /** As it was read. */
  readonly source: Dict;
}

/** How each field of Chart.yaml is read. */
const FIELDS: Readonly<Record<string, readonly [key: string, read: (value: Value | undefined) => Value]>> = {
  Name: ["name", string],
  Home: ["home", string],
  Sources: ["sources", strings],
  Version: ["version", string],
  Description: ["description", string],
  Keywords: ["keywords", strings],
  Maintainers: ["maintainers", maintainers],
  Icon: ["icon", string],
  APIVersion: ["apiVersion", string],
  Condition: ["condition", string],
  Tags: ["tags", string],
  AppVersion: ["appVersion", string],
  Deprecated: ["deprecated", (value) => value ?? FALSE],
  Annotations: ["annotations", annotations],
  KubeVersion: ["kubeVersion", string],
  Dependencies: ["dependencies", () => list([])],
  Type: ["type", string],
};

/** The names of fields in JSON, each left out where it is empty unless it is among `kept`. */
function jsonNames(
  names: readonly (readonly [field: string, key: string])[],
  ...kept: readonly string[]
): ReadonlyMap<string, JsonName> {
  return new Map(names.map(([field, name]) => [field, { name, omitEmpty: !kept.includes(name) }]));
}

/** What JSON calls the fields of `.Chart`. */
export const METADATA_JSON = jsonNames(Object.entries(FIELDS).map(([field, [key]]) => [field, key]));

/** Reads Chart.yaml, and the dependencies that requirements.yaml declares; `undefined` if there is no mapping. */
export function readMetadata(chart: SourceFile, requirements: SourceFile | undefined): Metadata | undefined {
  const { value } = readYamlFile(chart);
  if (value?.kind !== "dict") return undefined;
  // What requirements.yaml declares is read last, in any version of charts.
  const other = requirements && readYamlFile(requirements).value;
  const declared =
    (other?.kind === "dict" ? other.entries.get("dependencies")?.value : undefined) ?? value.entries.get("dependencies")?.value;
  const dependencies = itemsOf(declared).flatMap((item) => (item.kind === "dict" ? [readDependency(item)] : []));
  const fields = new Map(
    Object.entries(FIELDS).map(([field, [key, read]]): [string, Value] => [field, read(value.entries.get(key)?.value)]),
  );
  return {
    name: stringOf(value, "name"),
    version: stringOf(value, "version"),
    apiVersion: stringOf(value, "apiVersion").text || "v1",
    type: stringOf(value, "type").text,
    kubeVersion: stringOf(value, "kubeVersion").text,
    dependencies,
    fields,
    source: value,
  };
}

function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === "list" ? value.items : [];
}

/** A field of type string: numbers are converted. */
function stringOf(map: Dict, key: string): Text {
  return string(map.entries.get(key)?.value);
}

function string(value: Value | undefined): Text {
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

const MAINTAINER_JSON = jsonNames([
  ["Name", "name"],
  ["Email", "email"],
  ["URL", "url"],
]);

function maintainers(value: Value | undefined): Value {
  return list(
    itemsOf(value).map((item): Struct => {
      const map = item.kind === "dict" ? item : dict();
      const fields = new Map<string, Value>([
        ["Name", stringOf(map, "name")],
        ["Email", stringOf(map, "email")],
        ["URL", stringOf(map, "url")],
      ]);
      return { kind: "struct", type: "chart.Maintainer", pointer: true, fields, json: MAINTAINER_JSON };
    }),
  );
}

const DEPENDENCY_JSON = jsonNames(
  [
    ["Name", "name"],
    ["Version", "version"],
    ["Repository", "repository"],
    ["Condition", "condition"],
    ["Tags", "tags"],
    ["Enabled", "enabled"],
    ["ImportValues", "import-values"],
    ["Alias", "alias"],
  ],
  "name",
  "repository",
);

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
    value: { kind: "struct", type: "chart.Dependency", pointer: true, fields, json: DEPENDENCY_JSON },
  };
}
