import { readFileSync } from "node:fs";

/**
 * The definitions of one Kubernetes version as a `cdk8s-plus-N` package holds them, and its kinds. The comments of the package carry the names
 * that the API has: `@schema io.k8s.api.core.v1.Container#args`. What the API server fills in (`status`) is left out there.
 */
export function readCdk8s(minor) {
  const folder = new URL(`node_modules/cdk8s-plus-${minor}/lib/imports/`, import.meta.url);
  const types = readFileSync(new URL("k8s.d.ts", folder), "utf8");
  const code = readFileSync(new URL("k8s.js", folder), "utf8");
  return { definitions: definitionsOf(types), kinds: kindsOf(code) };
}

function definitionsOf(types) {
  const ids = new Map();
  const blocks = [];
  for (const [, comment, sort, name, rest] of types.matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*?)\*\/\nexport (?:declare )?(interface|class) (\w+)([^{]*)/g,
  )) {
    const id = /@schema (\S+?)(?:#\S+)?\n/.exec(comment)?.[1];
    if (id && !rest.includes("ApiObject") && !ids.has(name)) ids.set(name, id);
    if (id && sort === "interface") blocks.push({ id, name, description: textOf(comment) });
  }
  const definitions = new Map();
  for (const { id, name, description } of blocks) {
    const head = types.indexOf(`export interface ${name} {`);
    const body = types.slice(head, types.indexOf("\n}", head));
    definitions.set(id, { description, fields: fieldsOf(id, body, ids) });
  }
  return definitions;
}

function fieldsOf(id, body, ids) {
  const fields = new Map();
  for (const [, comment, optional, type] of body.matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*?)\*\/\n {4}readonly \w+(\??): ([^\n]*(?:\n {5,}[^\n]*\n {4}\})?);/g,
  )) {
    const name = /@schema \S+?#(\S+)/.exec(comment)?.[1];
    if (!name) throw new Error(`${id}: a field without its name: ${comment}`);
    fields.set(name, { type: typeOf(type, ids, id), required: optional === "", description: textOf(comment) });
  }
  return fields;
}

/** `string`, `number`, `boolean`, `any`, `quantity`, `intOrString`, `date`, `#id`, with `[` for a list of and `{` for a map of. */
function typeOf(type, ids, where) {
  if (type.endsWith("[]")) return `[${typeOf(type.slice(0, -2), ids, where)}`;
  const map = /^\{\s*\[key: string\]: ([\s\S]*?);?\s*\}$/.exec(type);
  if (map) return `{${typeOf(map[1], ids, where)}`;
  if (["string", "number", "boolean", "any"].includes(type)) return type;
  if (type === "Date") return "date";
  if (type === "Quantity") return "quantity";
  if (type === "IntOrString") return "intOrString";
  if (/^IoK8S\w+Kind$/.test(type)) return "string"; // an enumeration of the one kind that it can be
  const id = ids.get(type);
  if (!id) throw new Error(`${where}: unknown type ${type}`);
  return `#${id}`;
}

/** The text of a comment, without what stands behind the first tag. */
function textOf(comment) {
  return comment
    .replace(/^\s*\* ?/gm, "")
    .replace(/\n@[\s\S]*/, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function kindsOf(code) {
  const kinds = new Map();
  for (const [, id, apiVersion, kind] of code.matchAll(
    /Returns the apiVersion and kind for "([^"]+)"\s*\*\/\s*[\w. ]*GVK = \{\s*apiVersion: '([^']+)',\s*kind: '([^']+)'/g,
  ))
    if (!id.endsWith("List") || kind === "List") kinds.set(`${apiVersion}/${kind}`, id);
  return kinds;
}
