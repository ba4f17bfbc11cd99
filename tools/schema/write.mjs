import { ENUMERATIONS, UNDESCRIBED } from "./enumerations.mjs";
import { LISTS, QUANTITIES } from "./lists.mjs";
import { NEWEST, OLDEST } from "./merge.mjs";
import { ADDED, ADDED_KINDS, DEMANDED, NOT_DEMANDED } from "./required.mjs";

const LETTERS = {
  string: "s",
  int32: "i",
  int64: "l",
  number: "n",
  boolean: "b",
  quantity: "q",
  intOrString: "x",
  date: "t",
  bytes: "y",
  any: "o",
};

/** The lines of the table; `server/kube/schema/table.ts` says how they are read. */
export function linesOf({ definitions, kinds, resources }) {
  for (const [id, fields] of Object.entries(ADDED))
    for (const [name, span] of Object.entries(fields))
      if (!definitions.get(id).fields.has(name)) definitions.get(id).fields.set(name, [span]);
  for (const key of Object.keys(ADDED_KINDS)) if (!kinds.has(key)) addKind(key, definitions, kinds);
  const index = new Map([...definitions.keys()].map((id, i) => [id, i]));
  return {
    definitions: [...definitions].map(([id, one]) => definitionLine(id, one, index)),
    kinds: kindLines(kinds, resources, index),
  };
}

/** A kind that no package holds: an object like any other, in whose spec anything may stand. */
function addKind(key, definitions, kinds) {
  const [group, version, kind] = key.split("/");
  const id = `${group.split(".")[0]}.${version}.${kind}`;
  const life = { since: NEWEST + 1, until: NEWEST + 2 };
  const field = (type, required = false) => [{ ...life, type, required, description: "" }];
  const fields = new Map([
    ["apiVersion", field("string")],
    ["kind", field("string")],
    ["metadata", field("#meta.v1.ObjectMeta")],
    ["spec", field("any", true)],
    ["status", field("any")],
  ]);
  definitions.set(id, { ...life, description: "", fields });
  kinds.set(key, { ...life, id });
}

function definitionLine(id, { since, until, fields }, index) {
  const parts = [...fields]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, spans]) =>
      spans.map((span) => {
        const required = (span.required && !entryOf(NOT_DEMANDED, id)?.includes(name)) || entryOf(DEMANDED, id)?.includes(name);
        const values = span.type.endsWith("string") ? entryOf(ENUMERATIONS, id)?.[name] : undefined;
        return [
          name,
          ":",
          typeText(entryOf(QUANTITIES, id)?.includes(name) ? span.type.replace(/string$/, "quantity") : span.type, index),
          values ? `=${values.split(" ").join(",")}` : "",
          required ? "!" : "",
          listText(entryOf(LISTS, id)?.[name]),
          span.since > since ? `>${span.since}` : "",
          span.until < until ? `<${span.until}` : "",
        ].join("");
      }),
    );
  return [id, ...parts].join("|");
}

/** What a hand-written table says of a definition, or of the stable one that a preview of it becomes. */
function entryOf(table, id) {
  const [group, version, name] = id.split(".");
  return table[id] ?? (/alpha|beta/.test(version) ? table[`${group}.v1.${name}`] : undefined);
}

function typeText(type, index) {
  const [, shape, rest] = /^([[{]*)(.*)$/.exec(type);
  const text = rest.startsWith("#") ? index.get(rest.slice(1)) : LETTERS[rest];
  if (text === undefined) throw new Error(`unknown type ${type}`);
  return shape + text;
}

function listText(list) {
  if (!list) return "";
  return (list.set ? "*" : `~${list.keys.join(",")}`) + (list.merge ? "^" : "");
}

/** `apps/v1/Deployment:123:deployments:n>28<36`: the definition, the resource's name, `n` or `c` for its scope. */
function kindLines(kinds, resources, index) {
  const byKind = new Map();
  for (const one of resources) byKind.set(`${groupOf(one.apiVersion)}/${one.kind}`, one);
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { id, since, until }]) => {
      const [apiVersion, kind] = [key.slice(0, key.lastIndexOf("/")), key.slice(key.lastIndexOf("/") + 1)];
      const [name, namespaced] = ADDED_KINDS[key] ?? [];
      const resource = name
        ? { name, namespaced }
        : (byKind.get(`${groupOf(apiVersion)}/${kind}`) ?? { name: "", namespaced: true });
      const range = (since > OLDEST ? `>${since}` : "") + (until <= NEWEST ? `<${until}` : "");
      return `${key}:${index.get(id) ?? "-"}:${resource.name}:${resource.namespaced ? "n" : "c"}${range}`;
    });
}

function groupOf(apiVersion) {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}

/** What the hand-written tables say of definitions, fields and values that are not there, one line each. */
export function complaintsAbout({ definitions }) {
  const complaints = [];
  const fieldOf = (id, name) => definitions.get(id)?.fields.get(name)?.at(-1);
  for (const [table, what] of [
    [LISTS, "list"],
    [ENUMERATIONS, "enumeration"],
  ])
    for (const [id, fields] of Object.entries(table))
      for (const name of Object.keys(fields)) if (!fieldOf(id, name)) complaints.push(`${what}: there is no ${id}.${name}`);
  for (const [table, what] of [
    [DEMANDED, "required"],
    [NOT_DEMANDED, "required"],
    [QUANTITIES, "quantity"],
  ])
    for (const [id, names] of Object.entries(table))
      for (const name of names) if (!fieldOf(id, name)) complaints.push(`${what}: there is no ${id}.${name}`);
  for (const [id, fields] of Object.entries(ENUMERATIONS))
    for (const [name, values] of Object.entries(fields)) {
      if (UNDESCRIBED.has(`${id}.${name}`)) continue;
      const text = `${fieldOf(id, name)?.description} ${definitions.get(id)?.description}`;
      const missing = values.split(" ").filter((value) => !text.includes(value));
      if (missing.length > 0)
        complaints.push(`enumeration: the description of ${id}.${name} does not name ${missing.join(", ")}`);
    }
  return complaints;
}

/**
 * The descriptions, a line for each text: `core.v1.Container`, a tab and what it is; below it `\tname`, a tab and what the field is. A text that
 * stands further above is only pointed to: `=12` is that of line 12, from 0.
 */
export function descriptionLines({ definitions }) {
  const lines = [];
  const known = new Map();
  const add = (head, text) => {
    const before = known.get(text);
    if (before === undefined && text) known.set(text, lines.length);
    lines.push(`${head}\t${before === undefined ? text.replaceAll(/[\t\n]/g, " ") : `=${before}`}`);
  };
  for (const [id, { description, fields }] of definitions) {
    add(id, description);
    for (const [name, spans] of [...fields].sort(([a], [b]) => (a < b ? -1 : 1))) add(`\t${name}`, spans.at(-1).description);
  }
  return lines;
}
