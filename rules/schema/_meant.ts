import {
  type Field,
  type Fix,
  nearest,
  type ObjectSchema,
  plainOf,
  type Resource,
  remove,
  rename,
  type Schema,
  safe,
  set,
  suggestion,
  type UnknownField,
} from "../../server/api.ts";

/** What the author of an unknown field most likely means. */
export interface Meant {
  /** The end of the message: `; did you mean "containers"?` */
  readonly hint: string;
  readonly fixes: readonly Fix[];
}

/** No type that people write has more fields than these; one of thousands, of which thousands are misspelt, would take its square. */
const MOST_NAMES = 500;

/** A field that is nearly of this name stands here, or one of this name in one other place near by. */
export function meantBy(field: Field, { owner }: UnknownField, resource: Resource, schema: ObjectSchema): Meant {
  if (owner.properties.size > MOST_NAMES) return { hint: ".", fixes: [] };
  const name = String(field.name);
  const same = [...owner.properties.keys()].find((one) => one.toLowerCase() === name.toLowerCase());
  if (same) return renamed(field, owner, same, true);
  const homes = nearestOf(homesOf(name, field.path.slice(resource.root.path.length, -1), owner, schema));
  const near = nearest(name, owner.properties.keys(), name.length < 4 ? 1 : 2);
  if (near && !(homes.length === 1 && name.length < 6)) return renamed(field, owner, near, false);
  const later = LATER.get(owner.id)?.get(name);
  if (later) return moved(field, later(field));
  const whole = owner.id === "meta.v1.ObjectMeta" ? undefined : wholeOf(name, owner); // whatever some program reads may stand there
  if (whole) return renamed(field, owner, whole, false);
  const [home] = homes;
  if (!home || homes.length > 1) return near ? renamed(field, owner, near, false) : { hint: ".", fixes: [] };
  const target = resource.root.at(...home);
  if (target.path.every((segment, i) => segment === field.path[i])) return { hint: ".", fixes: [] }; // it stands in it
  if (home.length === 1 && target.exists) return { hint: ".", fixes: [] }; // there is one already
  const value = plainOf(field);
  const movable = value !== undefined && field.origin === "own" && target.absent;
  return {
    hint: `: use ${home.slice(0, -1).join(".") || "the root"}.`,
    fixes: movable ? [suggestion(`Move to ${home.join(".")}`, set(target, value), remove(field))] : [],
  };
}

/** Of places of one name those with the shortest paths: labels belong in the metadata of the object before those of its pods. */
function nearestOf(homes: readonly (readonly (string | number)[])[]): readonly (readonly (string | number)[])[] {
  const least = Math.min(...homes.map(({ length }) => length));
  return homes.filter(({ length }) => length === least);
}

function renamed(field: Field, owner: ObjectSchema, name: string, sameWord: boolean): Meant {
  const free =
    field.origin === "own" && !(field.parent?.at(name).exists ?? true) && hasShapeOf(field, owner.properties.get(name)?.schema);
  const fix = sameWord ? safe : suggestion;
  return { hint: `; did you mean "${name}"?`, fixes: free ? [fix(`Rename to ${name}`, rename(field, name))] : [] };
}

/** Whether the value could stand there, as far as lists and mappings go: a rename that trades one refusal for another is no fix. */
function hasShapeOf(field: Field, schema: Schema | undefined): boolean {
  if (!schema || field.state === "unknown") return true;
  if (schema.kind === "list") return field.isSequence;
  if (schema.kind === "object" || schema.kind === "map") return field.isMapping;
  return true;
}

/** The one field of which the name is the beginning or the end, or that is the end of the name: `initialDelay`, `secret: {name}`, `secretKeyRef: {secretName}`. */
function wholeOf(name: string, { properties, required }: ObjectSchema): string | undefined {
  const found = [...properties.keys()].filter((one) => isPartOf(name, one) || endsWith(name, one));
  const [only] = found.length > 1 ? found.filter((one) => required.includes(one)) : found;
  return only;
}

/** Whether a name may be meant for the other: a slip of the fingers, or one of them is the beginning or the end of the other. */
export function isNameFor(name: string, other: string): boolean {
  return nearest(name, [other], 2) !== undefined || isPartOf(name, other) || isPartOf(other, name);
}

function isPartOf(part: string, whole: string): boolean {
  return part.length > 2 && ((whole.startsWith(part) && /[A-Z]/.test(whole[part.length] ?? "")) || endsWith(whole, part));
}

function endsWith(whole: string, end: string): boolean {
  return end.length > 3 && whole.endsWith(`${end[0]?.toUpperCase()}${end.slice(1)}`);
}

/** Fields that have another place in the stable version of a kind than in the previews that are gone. Paths from the mapping that they stand in. */
const LATER: ReadonlyMap<string, ReadonlyMap<string, (field: Field) => readonly string[]>> = new Map([
  [
    "networking.v1.IngressBackend",
    new Map([
      ["serviceName", () => ["service", "name"]],
      ["servicePort", ({ value }: Field) => ["service", "port", typeof value === "string" ? "name" : "number"]],
    ]),
  ],
  ["networking.v1.IngressSpec", new Map([["backend", () => ["defaultBackend"]]])],
  [
    "autoscaling.v2.ResourceMetricSource",
    new Map([
      ["targetAverageUtilization", () => ["target", "averageUtilization"]],
      ["targetAverageValue", () => ["target", "averageValue"]],
    ]),
  ],
]);

function moved(field: Field, path: readonly string[]): Meant {
  const target = field.parent?.at(...path);
  const value = plainOf(field);
  const movable = target?.absent && value !== undefined && field.origin === "own";
  return {
    hint: `: use ${path.join(".")}.`,
    fixes: movable ? [suggestion(`Move to ${path.join(".")}`, set(target, value), remove(field))] : [],
  };
}

const DEPTH = 3; // spec.template.spec below the spec of a Deployment

/** Where else such a field may stand: in what the mapping holds, in the mappings around, or in what these hold. Paths from the object's root. */
function homesOf(
  name: string,
  path: readonly (string | number)[],
  owner: ObjectSchema,
  root: ObjectSchema,
): readonly (readonly (string | number)[])[] {
  const found: (readonly (string | number)[])[] = [];
  const below = (schema: Schema, at: readonly (string | number)[], depth: number): void => {
    if (schema.kind !== "object") return;
    if (schema !== owner && schema.properties.has(name)) found.push([...at, name]);
    if (depth < DEPTH)
      for (const [key, one] of schema.properties) if (!SHARED.has(key)) below(one.schema, [...at, key], depth + 1);
  };
  below(owner, path, 0);
  if (found.length > 0) return found;
  let schema: Schema = root;
  const beside: (readonly (string | number)[])[] = [];
  for (let i = 0; i < path.length; i++) {
    if (schema.kind === "object") {
      if (schema.properties.has(name)) found.push([...path.slice(0, i), name]);
      const near = holdersOf(name, schema).map((key) => [...path.slice(0, i), key, name]);
      if (near.length > 0) beside.splice(0, beside.length, ...near);
    }
    const segment = path[i] as string | number;
    if (schema.kind === "object") schema = schema.properties.get(String(segment))?.schema ?? root;
    else if (schema.kind === "list") schema = schema.items;
    else if (schema.kind === "map") schema = schema.values;
  }
  return found.length > 0 ? found.slice(-1) : beside;
}

/** The fields of a mapping that hold a mapping with a field of this name. */
function holdersOf(name: string, schema: ObjectSchema): readonly string[] {
  return [...schema.properties].flatMap(([key, { schema: one }]) =>
    !SHARED.has(key) && one.kind === "object" && one.properties.has(name) ? [key] : [],
  );
}

/** Too much stands there to say that something of the name belongs there. */
const SHARED: ReadonlySet<string> = new Set(["status", "managedFields", "ownerReferences"]);
