/** An object with one thing changed. */
export interface Mutation {
  /** What was done: `removed`, `negative`, `another type: list` … */
  readonly what: string;
  readonly path: readonly (string | number)[];
  readonly object: object;
}

/** Every object with one field removed, of another type, out of range, misspelt: what a slip of the pen makes of it. */
export function mutationsOf(object: object): readonly Mutation[] {
  const found: Mutation[] = [];
  const visit = (value: unknown, path: readonly (string | number)[]) => {
    if (["apiVersion", "kind", "status"].includes(String(path[0]))) return;
    if (path.length > 0)
      for (const [what, to] of Object.entries(changesOf(value))) found.push({ what, path, object: replaced(object, path, to) });
    if (Array.isArray(value)) for (const [i, item] of value.entries()) visit(item, [...path, i]);
    else if (isMapping(value)) for (const [key, one] of Object.entries(value)) visit(one, [...path, key]);
  };
  visit(object, []);
  return found;
}

/** What may be put in the place of a value; `undefined` removes it. */
function changesOf(value: unknown): Readonly<Record<string, unknown>> {
  const always = { removed: undefined, null: null };
  if (typeof value === "string") {
    const types = { "another type: number": 7, "another type: boolean": true, "another type: list": [value] };
    const texts = { empty: "", capitals: `${value}_X`, long: value + "a".repeat(260), blank: `${value} b`, slash: `${value}/` };
    return { ...always, ...types, ...texts };
  }
  if (typeof value === "number") {
    const types = { "another type: text": `${value}`, "another type: boolean": true, "another type: list": [value] };
    return {
      ...always,
      ...types,
      negative: -Math.abs(value) - 1,
      zero: 0,
      large: 70_000,
      huge: 99_999_999_999,
      half: value + 0.5,
    };
  }
  if (typeof value === "boolean")
    return {
      ...always,
      turned: !value,
      "another type: text": `${value}`,
      "another type: number": 1,
      "another type: list": [value],
    };
  if (Array.isArray(value)) {
    const first = value.length > 0 ? { "an item twice": [...value, value[0]] } : {};
    return { ...always, ...first, "no items": [], "another type: mapping": {}, "another type: text": "x" };
  }
  const more = isMapping(value) ? { "an unknown field": { ...value, unheardOf: 1 } } : {};
  return { ...always, ...more, "no entries": {}, "another type: list": [], "another type: text": "x" };
}

function replaced(object: object, path: readonly (string | number)[], to: unknown): object {
  const copy = structuredClone(object);
  let at = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) at = at[step] as typeof at;
  const last = path.at(-1) as string | number;
  if (to !== undefined) at[last] = to;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
  return copy;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
