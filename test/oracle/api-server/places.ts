import type { Path } from "../../../server/yaml/tree/field.ts";
import type { Validated } from "../validate.ts";

/** A place that an answer names. Go's decoder leaves out the indices of lists. */
interface Named {
  readonly path: readonly string[];
  readonly withoutIndices?: true;
}

/** Whether the API server refuses something at this place of the object: the field itself, one above or below it, or one beside it. */
export function refusesAt(answer: Validated, path: Path): boolean {
  return refusals(answer).some((named) => isNear(path.map(String), named));
}

/** Whether a field that stands at or above this place is not kept, or is unknown. */
export function dropsAt(answer: Validated, path: Path): boolean {
  const unknown = (answer.strict ?? []).map(unknownField);
  return [...unknown, ...(answer.dropped ?? []).map(steps)].some((dropped) => holds(dropped, path.map(String)));
}

/** The places of all that is refused. An answer that names none is about the whole object. */
export function refusals({ errors = [], strict = [], decode }: Validated): readonly Named[] {
  const of = /Go struct field (?:\w+\.)?(\S+) of type/.exec(decode ?? "")?.[1];
  // Go writes the names of types that are embedded, too: `spec.rules.IngressRuleValue.http`.
  const read = of?.split(".").filter((step) => !/^[A-Z]/.test(step));
  return [
    ...errors.map(({ field = "" }) => ({ path: steps(field) })),
    ...strict.map((text) => ({ path: unknownField(text) })),
    ...(decode === undefined ? [] : [{ path: read ?? [], withoutIndices: true as const }]),
  ];
}

/** `spec.containers[0].env[1].name` in steps; a key of a map stands in brackets as an index does: `data[a.b]`. */
function steps(field: string): readonly string[] {
  return [...field.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map((match) => (match[1] ?? match[2]) as string);
}

function unknownField(text: string): readonly string[] {
  return steps(/"([^"]*)"/.exec(text)?.[1] ?? "");
}

function isNear(place: readonly string[], { path, withoutIndices }: Named): boolean {
  const own = withoutIndices ? place.filter((step) => !/^\d+$/.test(step)) : place;
  if (holds(own, path) || holds(path, own)) return true;
  return own.length > 2 && own.length === path.length && holds(own.slice(0, -1), path);
}

function holds(outer: readonly string[], inner: readonly string[]): boolean {
  return outer.length <= inner.length && outer.every((step, i) => step === inner[i]);
}
