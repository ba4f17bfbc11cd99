import { readdirSync, readFileSync } from "node:fs";

const GENERATED = new URL("node_modules/@kubernetes/client-node/dist/gen/", import.meta.url);

/**
 * The definitions of a Kubernetes version as `@kubernetes/client-node` holds them, with its kinds and resources. A class is named `V1Container`
 * there; `known` are names of definitions in other versions (`io.k8s.api.core.v1.Container`), by which it gets its name back. What newer
 * versions no longer have stays in the package as it last was: of an older minor only that is read.
 */
export function readClient(minor, known) {
  const classes = new Map();
  for (const file of readdirSync(new URL("models/", GENERATED)))
    if (/^[A-Z].*\.d\.ts$/.test(file) && !["ObjectSerializer.d.ts", "VersionInfo.d.ts"].includes(file))
      classes.set(file.slice(0, -5), readClass(file.slice(0, -5)));
  for (const [name, one] of classes) if (one.minor < minor) classes.delete(name);
  const all = readResources(); // also of versions that are gone
  const resources = all.filter(({ body }) => classes.get(body)?.minor === minor);
  const ids = idsOf(classes, resources, known);
  const definitions = new Map();
  for (const [name, { minor: own, description, fields }] of classes) {
    const id = own === minor && ids.get(name);
    if (!id) continue;
    const typed = [...fields].map(([field, one]) => [field, { ...one, type: typeOf(one, ids, `${name}.${field}`) }]);
    definitions.set(id, { description, fields: new Map(typed) });
  }
  const kinds = new Map();
  for (const { apiVersion, kind, body } of resources) kinds.set(`${apiVersion}/${kind}`, ids.get(body));
  return { definitions, kinds, resources: all };
}

function readClass(name) {
  const types = readFileSync(new URL(`models/${name}.d.ts`, GENERATED), "utf8");
  const code = readFileSync(new URL(`models/${name}.js`, GENERATED), "utf8");
  const formats = new Map();
  for (const [, base, format] of code.matchAll(/"baseName": "([^"]+)",\s*"type": "[^"]*",\s*"format": "([^"]*)"/g))
    formats.set(base, format);
  const fields = new Map();
  const names = new Map([...code.matchAll(/"name": "([^"]+)",\s*"baseName": "([^"]+)"/g)].map(([, own, base]) => [own, base]));
  for (const [, comment, own, optional, type] of types.matchAll(
    /(?:\/\*\*((?:(?!\*\/)[\s\S])*?)\*\/\n {4})?'(\w+)'(\??): ([^\n{]*(?:\{\n[^\n]*\n {4}\})?[^\n;]*);/g,
  )) {
    const base = names.get(own);
    if (base)
      fields.set(base, {
        source: type,
        format: formats.get(base),
        required: optional === "",
        description: textOf(comment ?? ""),
      });
  }
  const minor = Number(/OpenAPI spec version: (?:v|release-)1\.(\d+)/.exec(types)?.[1]);
  return {
    minor,
    description: textOf(/\*\/\n(?:import[^\n]*\n)*\/\*\*((?:(?!\*\/)[\s\S])*?)\*\/\nexport declare class/.exec(types)?.[1] ?? ""),
    fields,
  };
}

function textOf(comment) {
  return comment
    .replace(/^\s*\* ?/gm, "")
    .replaceAll(/\\(['"\\])/g, "$1")
    .replaceAll(/\s+/g, " ")
    .trim();
}

const SCALARS = {
  int32: "int32",
  int64: "int64",
  double: "number",
  "date-time": "date",
  "date-time-micro": "date",
  byte: "bytes",
  "int-or-string": "intOrString",
};

function typeOf({ source, format }, ids, where) {
  const list = /^Array<([\s\S]*)>$/.exec(source);
  if (list) return `[${typeOf({ source: list[1], format: "" }, ids, where)}`;
  const map = /^\{\s*\[key: string\]: ([\s\S]*?);\s*\}$/.exec(source);
  if (map) return `{${typeOf({ source: map[1], format }, ids, where)}`;
  if (source === "any" || source === "object") return "any";
  if (source === "IntOrString") return "intOrString";
  if (SCALARS[format]) return SCALARS[format];
  if (["string", "number", "boolean"].includes(source)) return source;
  if (source === "Date") return "date";
  const id = ids.get(source);
  if (!id) throw new Error(`${where}: unknown type ${source}`);
  return `#${id}`;
}

/** What the paths of the API name: `{ apiVersion, name, kind, namespaced, subresources, body }`; `body` is a class. */
function readResources() {
  const found = new Map();
  for (const file of readdirSync(new URL("apis/", GENERATED))) {
    if (!file.endsWith("Api.js")) continue;
    const code = readFileSync(new URL(`apis/${file}`, GENERATED), "utf8");
    const types = readFileSync(new URL(`apis/${file.replace(".js", ".d.ts")}`, GENERATED), "utf8");
    for (const [, method, path] of code.matchAll(/async (\w+)\((?:(?!async )[\s\S])*?localVarPath = '([^']+)'/g)) {
      const at = /^\/api(?:s\/([^/]+))?\/(v\w+)\/(?:namespaces\/\{namespace\}\/)?(\w+)(?:\/\{name\}(?:\/(\w+))?)?$/.exec(path);
      if (!at || path.includes("/watch/")) continue;
      const [, group, version, name, subresource] = at;
      const apiVersion = group ? `${group}/${version}` : version;
      const key = `${apiVersion}/${name}`;
      const one = found.get(key) ?? {
        apiVersion,
        name,
        namespaced: false,
        kind: undefined,
        body: undefined,
        subresources: new Set(),
      };
      found.set(key, one);
      if (path.includes("{namespace}/")) one.namespaced = true;
      if (subresource) one.subresources.add(subresource);
      const verb = subresource ? undefined : /^(?:create|read)(?:Namespaced)?([A-Z]\w*)$/.exec(method);
      if (!verb) continue;
      one.kind = verb[1];
      one.body ??=
        new RegExp(` ${method}\\([^)]*\\bbody: (\\w+)`).exec(types)?.[1] ??
        new RegExp(`read\\w*${verb[1]}WithHttpInfo\\([^)]*\\): Promise<HttpInfo<(\\w+)>`).exec(types)?.[1];
    }
  }
  return [...found.values()].filter(({ kind }) => kind);
}

/** The name of a group as definitions have it. */
function segmentOf(apiVersion) {
  const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : "core";
  return group === "internal.apiserver.k8s.io" ? "apiserverinternal" : group.split(".")[0];
}

function idsOf(classes, resources, known) {
  const ids = new Map();
  const parts = (name) => /^([A-Z][a-z]+(?=V\d))?(V\d+(?:(?:alpha|beta)\d+)?)([A-Z]\w*)$/.exec(name);
  const choose = (name, group) => {
    const [, prefix, version, base] = parts(name) ?? [];
    if (!base) return undefined;
    const wanted = prefix?.toLowerCase() ?? group;
    const found = known.filter((id) => id.endsWith(`.${version.toLowerCase()}.${base}`));
    const ofGroup = wanted ? found.filter((id) => id.split(".").at(-3) === wanted) : found;
    if (ofGroup.length === 1) return ofGroup[0];
    if (ofGroup.length > 1) throw new Error(`${name} may be ${ofGroup.join(" or ")}`);
    if (found.length === 1 && !prefix) return found[0]; // shared: V1ObjectMeta
    return wanted ? `io.k8s.api.${wanted}.${version.toLowerCase()}.${base}` : undefined;
  };
  const queue = [];
  for (const { apiVersion, body } of resources) {
    if (ids.has(body)) continue;
    ids.set(body, choose(body, segmentOf(apiVersion)));
    queue.push(body);
  }
  // Bodies of subresources, which no kind leads to.
  for (const name of classes.keys()) {
    const id = ids.has(name) || name.endsWith("List") ? undefined : choose(name, undefined);
    if (!id) continue;
    ids.set(name, id);
    queue.push(name);
  }
  for (const name of queue) {
    const group = ids.get(name).split(".").at(-3);
    for (const { source } of classes.get(name).fields.values())
      for (const [other] of source.matchAll(/\b\w*V\d\w*\b/g)) {
        if (ids.has(other) || !classes.has(other)) continue;
        ids.set(other, choose(other, group));
        queue.push(other);
      }
  }
  return ids;
}
