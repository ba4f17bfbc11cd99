import type { Json } from "../../yaml/tree/json.ts";

/**
 * A JSON schema of one kind, in the forms that kubeconform reads, as the CustomResourceDefinition that says the same: with
 * `x-kubernetes-group-version-kind`, or in a folder named after the group as `kind_version.json`, the kind in lower case. `undefined` for any other text.
 */
export function definitionOf(path: string, text: string): string | undefined {
  const schema = parsed(text);
  if (schema === undefined) return undefined;
  const named = namedIn(schema) ?? namedBy(path);
  if (!named) return undefined;
  const { group, kind, version } = named;
  return JSON.stringify({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${kind.toLowerCase()}.${group}` },
    spec: { group, names: { kind }, versions: [{ name: version, schema: { openAPIV3Schema: schema } }] },
  });
}

interface Named {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
}

type JsonObject = { readonly [key: string]: Json };

function parsed(text: string): JsonObject | undefined {
  try {
    const json = JSON.parse(text) as Json;
    return typeof json === "object" && json !== null && "properties" in json ? (json as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function namedIn(schema: JsonObject): Named | undefined {
  const list = schema["x-kubernetes-group-version-kind"];
  const first = (Array.isArray(list) ? list[0] : undefined) as Partial<Record<keyof Named, Json>> | undefined;
  const [group, kind, version] = [first?.group, first?.kind, first?.version];
  return typeof group === "string" && typeof kind === "string" && typeof version === "string"
    ? { group, kind, version }
    : undefined;
}

function namedBy(path: string): Named | undefined {
  const [, group, kind, version] = /([^/\\]+\.[^/\\]+)[/\\]([a-z0-9]+)_(v\w+)\.json$/.exec(path) ?? [];
  return group !== undefined && kind !== undefined && version !== undefined ? { group, kind, version } : undefined;
}
