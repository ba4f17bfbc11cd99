import { NONE } from "../../text/none.ts";
import type { Json } from "../../yaml/tree/json.ts";
import { type CustomKinds, type CustomVersion, customKinds, described, keyOf, mergedKinds, onceOnly } from "./custom-kinds.ts";
import { definitionsIn } from "./definitions.ts";
import { groupOf } from "./kinds.ts";
import type { ObjectSchema } from "./schema.ts";

/** Files that only say what custom resources may hold. */
export interface SchemaFiles {
  /** Paths or URIs, with forward or backward slashes. */
  readonly names: readonly string[];
  /** `undefined` where it cannot be read as a text. */
  read(name: string): string | undefined;
}

/**
 * What is defined in files: CustomResourceDefinitions in YAML or JSON, and JSON schemas in the forms that kubeconform reads. Those are found by their
 * names and read when a resource asks for one, as a catalogue has thousands:
 * `widget-example-v1.json` (`{{ .ResourceKind }}{{ .KindSuffix }}`), `example.com/widget_v1.json`, and `widget_v1.json` in a folder of another name.
 */
export function kindsInFiles({ names, read }: SchemaFiles): CustomKinds {
  const byName = new Map<string, JsonFile[]>();
  const texts: string[] = [];
  for (const name of names) {
    const file = jsonFileOf(name, read);
    if (file) byName.set(file.key, [...(byName.get(file.key) ?? NONE), file]);
    else if (/\.(ya?ml|json)$/i.test(name)) texts.push(name);
  }
  const definitions = texts.flatMap((name) => {
    const text = read(name);
    return text?.includes("CustomResourceDefinition") ? definitionsIn(text) : NONE;
  });
  return mergedKinds([customKinds(definitions), kindsByName(byName)]);
}

/** A file whose name says which kind it describes. */
interface JsonFile {
  /** The kind in lower case, and the group as far as the name says it. */
  readonly key: string;
  readonly version: string;
  schema(): ObjectSchema | undefined;
}

function kindsByName(files: ReadonlyMap<string, readonly JsonFile[]>): CustomKinds {
  const filesFor = (group: string, kind: string) =>
    [group, `${group.split(".")[0]}-`, ""].flatMap((part) => files.get(keyOf(part, kind)) ?? NONE);
  return {
    versionsOf: (group, kind): readonly CustomVersion[] =>
      filesFor(group, kind).map(({ version }) => ({ kind, name: version, served: undefined, deprecation: undefined })),
    schemasOf(apiVersion, kind) {
      const group = groupOf(apiVersion);
      const version = apiVersion.slice(group.length + 1);
      return filesFor(group, kind).flatMap((file) => (file.version === version ? (file.schema() ?? NONE) : NONE));
    },
    kindsOf: () => NONE, // names in lower case are those of no kind
    served: () => NONE,
  };
}

const CATALOGUE = /(?:^|[/\\])([^/\\]+)[/\\]([a-z0-9]+)_(v\d\w*)\.json$/;
const SUFFIXED = /(?:^|[/\\])([a-z0-9]+)-([a-z0-9-]+)-(v\d\w*)\.json$/;

function jsonFileOf(name: string, read: SchemaFiles["read"]): JsonFile | undefined {
  const [, folder = "", named, versionThere] = CATALOGUE.exec(name) ?? [];
  const [, suffixed, first, versionHere] = SUFFIXED.exec(name) ?? [];
  const kind = named ?? suffixed;
  const version = versionThere ?? versionHere;
  if (kind === undefined || version === undefined) return undefined;
  // Of `{{ .KindSuffix }}` only the first part of the group is known; a folder without a dot is none.
  const group = named === undefined ? `${first}-` : folder.includes(".") ? folder : "";
  return { key: keyOf(group, kind), version, schema: onceOnly(() => described(parsed(read(name)), kind)) };
}

function parsed(text: string | undefined): Json | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Json);
  } catch {
    return undefined; // what cannot be read describes nothing
  }
}
