import { apiResourcesOf, type Field, type Path, type Resource } from "../../server/api.ts";
import { BOOLEAN_FIELDS, NUMBER_FIELDS } from "./_field-type.table.ts";

/** What the API server wants a scalar to be. */
export type FieldType = "string" | "boolean" | "number";

/** Maps from any name to a string, and from any name to a quantity. */
const STRING_MAPS: ReadonlySet<string> = new Set([
  "annotations",
  "binaryData",
  "data",
  "labels",
  "matchLabels",
  "nodeSelector",
  "options",
  "parameters",
  "selector",
  "stringData",
  "volumeAttributes",
]);
const QUANTITY_MAPS: ReadonlySet<string> = new Set([
  "capacity",
  "default",
  "defaultRequest",
  "hard",
  "limits",
  "max",
  "min",
  "requests",
]);

/** Kinds that hold values of any type. */
const ANYTHING: ReadonlySet<string> = new Set(["ControllerRevision", "CustomResourceDefinition"]);

/** Names that are of one type in one kind and of another elsewhere; the others of the kind are not known. */
const AMBIGUOUS: Readonly<Record<string, (kind: string, path: Path) => FieldType | undefined>> = {
  controller: (kind) => (kind === "IngressClass" ? "string" : "boolean"),
  value: (kind, path) =>
    kind === "PriorityClass" ? "number" : path.includes("env") || path.includes("tolerations") ? "string" : undefined,
  user: (_, path) => (path.at(-2) === "subjects" ? "string" : undefined),
  mode: () => undefined,
  revision: () => undefined,
};

/** The type that the API server wants at a field of an object; `undefined` where that is not known, as in most of a custom resource. */
export function typeOf({ path }: Field, { group, kind, root }: Resource): FieldType | undefined {
  const own = path.slice(root.path.length);
  const isMetadata = own[0] === "metadata";
  if (!isMetadata && (apiResourcesOf(group) === undefined || ANYTHING.has(kind))) return undefined;
  const names = own.filter((segment) => typeof segment === "string");
  const [holder, name = ""] = typeof own.at(-1) === "number" ? ["", names.at(-1)] : [String(own.at(-2) ?? ""), names.at(-1)];
  if (STRING_MAPS.has(holder)) return "string";
  if (QUANTITY_MAPS.has(holder)) return "number";
  const ambiguous = Object.hasOwn(AMBIGUOUS, name) ? AMBIGUOUS[name] : undefined;
  if (ambiguous) return ambiguous(kind, own);
  return BOOLEAN_FIELDS.has(name) ? "boolean" : NUMBER_FIELDS.has(name) ? "number" : "string";
}
