import { didYouMean } from "../../text/nearest.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { Node } from "../../yaml/tree/tree.ts";
import { type FieldType, KUSTOMIZATION_FIELDS } from "./fields.table.ts";
import type { Kustomization } from "./kustomization.ts";

/** What kustomize refuses in a kustomization before it builds anything. */
export interface Refusal {
  readonly field: Field;
  readonly message: string;
}

/**
 * Everything that kustomize refuses in a kustomization by itself, whatever the files hold that it names: fields and types (api/types, decoded
 * strictly), kind and version, and what its own checks ask of patches and generators. What a template fills in is left out.
 */
export function refusalsIn(kustomization: Kustomization): readonly Refusal[] {
  return [
    ...identityRefusals(kustomization),
    ...fieldRefusals(kustomization.root, KUSTOMIZATION_FIELDS),
    ...emptyPaths(kustomization),
    ...patchRefusals(kustomization),
    ...generatorRefusals(kustomization),
    ...replacementRefusals(kustomization),
    ...orderRefusals(kustomization),
  ];
}

/** Whether nothing stands in it but what it is: kustomize refuses such a kustomization. A field without a value counts as none. */
export function isEmpty({ root }: Kustomization): boolean {
  return root.entries().every(([name, { node }]) => name === "apiVersion" || name === "kind" || (node && isNull(node)));
}

const VERSIONS: Readonly<Record<string, string>> = {
  Kustomization: "kustomize.config.k8s.io/v1beta1",
  Component: "kustomize.config.k8s.io/v1alpha1",
};

function identityRefusals({ root }: Kustomization): readonly Refusal[] {
  const kind = root.at("kind");
  const apiVersion = root.at("apiVersion");
  const name = kind.string || "Kustomization";
  const wanted = VERSIONS[name];
  if (wanted === undefined)
    return [{ field: kind, message: `The kind must be Kustomization or Component, not "${name}": kustomize refuses the file.` }];
  if (!apiVersion.string || apiVersion.string === wanted) return [];
  return [{ field: apiVersion, message: `The apiVersion of a ${name} must be ${wanted}: kustomize refuses the file.` }];
}

function fieldRefusals(field: Field, type: FieldType): readonly Refusal[] {
  const { node } = field;
  if (type === "any" || !node || field.state === "unknown" || isNull(node)) return [];
  if (typeof type === "string") return hasType(node, type) ? [] : [wrongType(field, type)];
  if ("list" in type) {
    if (node.kind !== "sequence") return [wrongType(field, "list")];
    return field.items().flatMap((item) => fieldRefusals(item, type.list));
  }
  if (node.kind !== "mapping") return [wrongType(field, "mapping")];
  return field.entries().flatMap(([name, value]) => {
    const below = "map" in type ? type.map : typeOf(name, type.fields);
    return below === undefined
      ? unknownField(field, name, Object.keys((type as { fields: object }).fields))
      : fieldRefusals(value, below);
  });
}

/** Names count in any case, as for Go's JSON decoder. */
function typeOf(name: string, fields: Readonly<Record<string, FieldType>>): FieldType | undefined {
  if (Object.hasOwn(fields, name)) return fields[name];
  const wanted = name.toLowerCase();
  return Object.entries(fields).find(([known]) => known.toLowerCase() === wanted)?.[1];
}

function unknownField(parent: Field, name: string, known: readonly string[]): readonly Refusal[] {
  if (name === "<<" || name.includes("{{")) return [];
  const field = parent.at(name);
  return [{ field, message: `kustomize knows no field "${name}" and refuses the kustomization${didYouMean(name, known)}` }];
}

function isNull(node: Node): boolean {
  return node.kind === "scalar" && node.value === null;
}

function hasType(node: Node, type: "string" | "boolean" | "integer"): boolean {
  if (node.kind === "alias") return !node.target || hasType(node.target, type);
  if (node.kind !== "scalar") return false;
  return node.unknown || (type === "integer" ? Number.isInteger(node.value) : typeof node.value === type);
}

function wrongType(field: Field, type: "string" | "boolean" | "integer" | "list" | "mapping"): Refusal {
  const name = field.path.findLast((part) => typeof part === "string") ?? "This";
  const where = typeof field.path.at(-1) === "number" ? `An entry of "${name}"` : `"${name}"`;
  const { node } = field;
  const fix = type === "string" && node?.kind === "scalar" ? " Put it in quotes." : "";
  return { field, message: `${where} must be ${WORDS[type]}: kustomize refuses the kustomization.${fix}` };
}

const WORDS = { string: "a string", boolean: "true or false", integer: "a whole number", list: "a list", mapping: "a mapping" };

function emptyPaths({ root }: Kustomization): readonly Refusal[] {
  return root
    .at("resources")
    .items()
    .filter(({ node, state, string }) => node && (state === "absent" || string === ""))
    .map((field) => ({ field, message: "An entry of `resources` is empty: kustomize refuses the kustomization." }));
}

function patchRefusals({ root }: Kustomization): readonly Refusal[] {
  return ["patches", "patchesJson6902"].flatMap((key) =>
    root
      .at(key)
      .items()
      .flatMap((item): readonly Refusal[] => {
        const { node } = item;
        if (node?.kind !== "mapping" || node.open) return [];
        const [path, patch] = [item.at("path"), item.at("patch")];
        if (path.string && patch.string)
          return [{ field: patch, message: "A patch has either `path` or `patch`: kustomize refuses both together." }];
        if (path.state === "unknown" || patch.state === "unknown" || path.string || patch.string) return [];
        return [{ field: item, message: "A patch needs `path` or `patch`: kustomize refuses one that has neither." }];
      }),
  );
}

function generatorRefusals({ generators }: Kustomization): readonly Refusal[] {
  return generators.flatMap(({ kind, field, name, literals, files }) => [
    ...(name.absent ? [{ field, message: `A generated ${kind} needs a name: kustomize refuses one without.` }] : []),
    ...literals.flatMap((literal) => {
      const text = literal.string;
      if (text === undefined || text.indexOf("=") > 0) return [];
      return [{ field: literal, message: `"${text}" is not of the form key=value: kustomize refuses it.` }];
    }),
    ...files.flatMap(({ key, path, field: file }) => {
      if (key !== "" && path !== "") return [];
      return [{ field: file, message: `"${file.string}" is not of the form key=path: kustomize refuses it.` }];
    }),
    ...repeatedKeys(kind, [
      ...files.map((file) => ({ key: file.key, field: file.field })),
      ...literals.map((literal) => ({ key: (literal.string ?? "=").split("=", 1)[0] ?? "", field: literal })),
    ]),
  ]);
}

/** api/filters/replacement and api/internal/builtins, ReplacementTransformer. */
function replacementRefusals({ root }: Kustomization): readonly Refusal[] {
  return root
    .at("replacements")
    .items()
    .flatMap((item): readonly Refusal[] => {
      if (!item.isMapping || item.open || !item.at("path").absent) return [];
      if (isIncomplete(item)) return [{ field: item, message: INCOMPLETE }];
      const targets = item.at("targets");
      return targets.items().flatMap((target) => {
        if (!target.isMapping || target.open || !target.at("select").absent) return [];
        return [{ field: target, message: "A target of a replacement needs `select`: kustomize refuses the kustomization." }];
      });
    });
}

/** Whether a replacement copies nothing, or to nothing: `sourceValue` is a source too. */
export function isIncomplete(replacement: Field): boolean {
  const targets = replacement.at("targets");
  const hasTargets = targets.exists && (!targets.isSequence || targets.open || targets.items().length > 0);
  return !hasTargets || (replacement.at("source").absent && replacement.at("sourceValue").absent);
}

/** What to say of it. */
export const INCOMPLETE = "A replacement needs a source and at least one target: kustomize refuses this one.";

function orderRefusals({ root }: Kustomization): readonly Refusal[] {
  const order = root.at("sortOptions", "order");
  if (order.string === undefined || order.string === "fifo" || order.string === "legacy") return [];
  return [
    { field: order, message: `The order must be fifo or legacy, not "${order.string}": kustomize refuses the kustomization.` },
  ];
}

function repeatedKeys(kind: string, data: readonly { readonly key: string; readonly field: Field }[]): readonly Refusal[] {
  const seen = new Set<string>();
  return data.flatMap(({ key, field }) => {
    const isNew = key === "" || !seen.has(key);
    seen.add(key);
    if (isNew) return [];
    return [{ field, message: `The generated ${kind} has the key "${key}" already: kustomize refuses it twice.` }];
  });
}
