import { readCdk8s } from "./read-cdk8s.mjs";
import { readClient } from "./read-client.mjs";

/** The minor versions for which there is a package of their own. */
const CDK8S = [28, 29, 30, 31, 32, 33, 34];
export const OLDEST = 28;
export const NEWEST = 36;

/**
 * All versions in one: `{ definitions, kinds, resources }`. A definition has `fields`, each a list of `{ since, until, type, required, description }`
 * in order of time; `until` is the first version that no longer has it. A kind is `{ id, since, until }`.
 *
 * No package holds 1.35. What is in 1.36 and not in 1.34 counts as new in 1.35, and what is in 1.34 and not in 1.36 as still in 1.35: the
 * reading that flags less.
 */
export function mergeVersions() {
  const versions = new Map(CDK8S.map((minor) => [minor, shortened(readCdk8s(minor))]));
  const known = [...new Set(CDK8S.flatMap((minor) => [...readCdk8s(minor).definitions.keys()]))];
  const newest = readClient(NEWEST, known);
  const client = shortened(newest);
  versions.set(35, between(versions.get(34), client, shortened(readClient(35, known))));
  versions.set(NEWEST, client);
  addStatus(versions, client);
  for (const { definitions, kinds } of versions.values()) for (const id of kinds.values()) addTypeMeta(definitions.get(id));
  const definitions = new Map();
  const minors = [...versions.keys()].sort();
  for (const id of [...new Set(minors.flatMap((minor) => [...versions.get(minor).definitions.keys()]))].sort())
    if (!isList(id, versions)) definitions.set(id, mergeDefinition(id, minors, versions, client.definitions.get(id)));
  const kinds = new Map();
  for (const minor of minors)
    for (const [key, id] of versions.get(minor).kinds) {
      const one = kinds.get(key) ?? { id, since: minor, until: minor + 1 };
      one.until = minor + 1;
      kinds.set(key, one);
    }
  return { definitions, kinds, resources: newest.resources };
}

/** `io.k8s.api.core.v1.Container` is `core.v1.Container` from here on. */
function shortId(id) {
  return id.split(".").slice(-3).join(".");
}

function shortened({ definitions, kinds }) {
  const short = new Map();
  for (const [id, { description, fields }] of definitions) {
    const typed = [...fields].map(([name, field]) => [
      name,
      { ...field, type: field.type.replace(/#(.*)/, (_, to) => `#${shortId(to)}`) },
    ]);
    short.set(shortId(id), { description, fields: new Map(typed) });
  }
  return { definitions: short, kinds: new Map([...kinds].map(([key, id]) => [key, shortId(id)])) };
}

/** 1.35 of the versions before and behind it, and of what only it had. */
function between(before, after, own) {
  const definitions = new Map([...before.definitions, ...after.definitions, ...own.definitions]);
  for (const [id, one] of before.definitions) {
    const next = after.definitions.get(id);
    if (!next) continue;
    const fields = new Map([...one.fields, ...next.fields]);
    for (const [name, field] of fields)
      fields.set(name, {
        ...field,
        required: (one.fields.get(name)?.required ?? true) && (next.fields.get(name)?.required ?? true),
      });
    definitions.set(id, { ...next, fields });
  }
  return { definitions, kinds: new Map([...before.kinds, ...after.kinds, ...own.kinds]) };
}

/** An object says what it is, also where it stands in another one (the claims of a StatefulSet). */
function addTypeMeta({ fields }) {
  for (const name of ["apiVersion", "kind"]) fields.set(name, { type: "string", required: false, description: TYPE_META[name] });
}

const TYPE_META = {
  apiVersion: "The version of the API that this object is written for: group/version, or only the version for the core group.",
  kind: "What this object is.",
};

/** What the API server fills in is known of the newest version only, and counts as that of all. */
function addStatus(versions, client) {
  const cdk8s = CDK8S.map((minor) => versions.get(minor).definitions);
  const isNew = (id) => !cdk8s.some((definitions) => definitions.has(id));
  const seen = new Set();
  const visit = (id) => {
    if (seen.has(id) || !isNew(id)) return;
    seen.add(id);
    for (const { type } of client.definitions.get(id)?.fields.values() ?? []) if (type.includes("#")) visit(type.split("#")[1]);
  };
  for (const [id, { fields }] of client.definitions) {
    const status = fields.get("status");
    if (!status?.type.startsWith("#") || isNew(id)) continue;
    visit(status.type.slice(1));
    for (const definitions of cdk8s) definitions.get(id)?.fields.set("status", status);
  }
  for (const id of seen) for (const definitions of cdk8s) definitions.set(id, client.definitions.get(id));
  // An Event of the core group has a name that the packages give to that of events.k8s.io.
  for (const [key, id] of client.kinds)
    if (key === "v1/Event")
      for (const minor of CDK8S) {
        versions.get(minor).kinds.set(key, id);
        for (const one of [id, "core.v1.EventSeries"]) versions.get(minor).definitions.set(one, client.definitions.get(one));
      }
}

/** `DeploymentList`: what it holds, its items say. */
function isList(id, versions) {
  const one = [...versions.values()].map(({ definitions }) => definitions.get(id)).find((definition) => definition);
  return id.endsWith("List") && one.fields.has("items") && one.fields.get("metadata")?.type === "#meta.v1.ListMeta";
}

function mergeDefinition(id, minors, versions, newest) {
  const own = minors.filter((minor) => versions.get(minor).definitions.has(id));
  const fields = new Map();
  for (const minor of own)
    for (const [name, field] of versions.get(minor).definitions.get(id).fields) {
      const type = typeOf(
        newest?.fields.get(name)?.type,
        minors.map((other) => versions.get(other).definitions.get(id)?.fields.get(name)?.type),
      );
      const spans = fields.get(name) ?? [];
      fields.set(name, spans);
      const last = spans.at(-1);
      if (last && last.until === minor && last.required === field.required)
        Object.assign(last, { until: minor + 1, description: field.description || last.description });
      else
        spans.push({
          since: minor,
          until: minor + 1,
          type,
          required: field.required,
          description: field.description || (last?.description ?? ""),
        });
    }
  const description = own.map((minor) => versions.get(minor).definitions.get(id).description).at(-1);
  return { description, since: own[0], until: own.at(-1) + 1, fields };
}

/** One package knows quantities, the other integers, bytes, and which of two types of one name is meant. */
function typeOf(newest, all) {
  const types = all.filter((type) => type !== undefined);
  const quantity = types.find((type) => type.endsWith("quantity"));
  const type = quantity ?? newest ?? types.at(-1);
  return type.replace(/number$/, (number) => (newest ? number : "int64"));
}
