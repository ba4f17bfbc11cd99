import type { Resource } from "../kube/resource.ts";
import type { Field, Path } from "../yaml/field.ts";
import type { ResourceId } from "./finding.ts";

/**
 * Identity of a finding that survives moved lines, reordered containers and a renamed file: a hash over the rule, the object, and the path with
 * names in place of indexes. Two findings of one rule at one node share it; who compares counts them.
 */
export function fingerprint(rule: string, id: ResourceId | undefined, path: Path, resource: Resource | undefined): string {
  return fingerprintIn(rule, id ? objectKey(id) : "", path, resource);
}

/** The same with the object's part worked out already, for whoever finds much in one object. */
export function fingerprintIn(rule: string, object: string, path: Path, resource: Resource | undefined): string {
  const place = resource ? named(resource.root, path) : path;
  return hash([rule, object, ...place].join("\u0001"));
}

/** An object as it stands in fingerprints: the version of its API does not count. */
export function objectKey({ apiVersion, kind, namespace, name }: ResourceId): string {
  const slash = apiVersion.indexOf("/");
  return [slash < 0 ? apiVersion : apiVersion.slice(0, slash), kind, namespace ?? "", name].join("\u0000");
}

/** The path below the object, with the `name` of an item (or its key value) instead of its index. */
function named(root: Field, path: Path): readonly (string | number)[] {
  const result: (string | number)[] = [];
  let field = root;
  for (let i = root.path.length; i < path.length; i++) {
    const segment = path[i] as string | number;
    field = field.at(segment);
    if (typeof segment !== "number") result.push(segment);
    else result.push(nameOf(field) ?? segment);
  }
  return result;
}

function nameOf(item: Field): string | undefined {
  for (const key of ["name", "mountPath", "containerPort", "port", "key"]) {
    const value = item.at(key).value;
    if (value !== undefined) return String(value);
  }
  const own = item.value;
  return own === undefined ? undefined : String(own);
}

/** 64 bits of FNV-1a as sixteen hexadecimal digits, in two halves so that plain numbers do. */
export function hash(text: string): string {
  let a = 0x811c9dc5;
  let b = 0xcbf29ce4;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ (c + i), 0x01000193);
  }
  return (a >>> 0).toString(16).padStart(8, "0") + (b >>> 0).toString(16).padStart(8, "0");
}
