import {
  boolean,
  type Container,
  type Context,
  type Field,
  type Fix,
  type IndexedObject,
  type Json,
  manual,
  type ObjectIndex,
  objectsInNamespaceOf,
  type Pod,
  parseQuantity,
  set,
  string,
  suggestion,
  type ValuesOf,
} from "../../server/api.ts";

/** The options that every rule about a missing request or limit has. */
export const amountOptions = (what: "request" | "limit", examples: { readonly smallest: string; readonly largest: string }) => ({
  initContainers: boolean(false, "Ask plain init containers too"),
  min: string("", `Smallest ${what} that is allowed, such as ${examples.smallest}`),
  max: string("", `Largest ${what} that is allowed, such as ${examples.largest}`),
});

type Amounts = ValuesOf<ReturnType<typeof amountOptions>>;

/**
 * Whether the rule asks this container at all: app containers and sidecars, plain init containers if they are asked for. Their resources run out
 * before the others start. Ephemeral containers may have none. The pod of a Helm test runs for a moment, by hand.
 */
export function isAsked({ role, pod }: Container, options: Pick<Amounts, "initContainers">): boolean {
  const isInUse = role === "app" || role === "sidecar" || (role === "init" && options.initContainers);
  return isInUse && !pod.resource.at("metadata", "annotations", "helm.sh/hook").string?.startsWith("test");
}

/** Whether resources of the whole pod stand in for those of its containers (KEP-2837, on by default since 1.34). */
export function podLevel({ spec }: Pod, list: "requests" | "limits", resource: string, kubernetes: number): boolean {
  if (kubernetes < 34 || spec.at("resources").absent) return false;
  const field = spec.at("resources", list, resource);
  return isSet(field) || field.state === "unknown";
}

/** Something other than nothing: `0` is none. */
export function isSet(field: Field): boolean {
  return field.value !== undefined && field.value !== "" && parseQuantity(field.value) !== 0;
}

/** Reports a known amount that is below `min` or above `max`. */
export function checkRange(
  field: Field,
  what: string,
  { min, max }: Pick<Amounts, "min" | "max">,
  report: Context["report"],
): void {
  if (min === "" && max === "") return;
  const amount = parseQuantity(field.value);
  if (amount === undefined) return;
  const least = parseQuantity(min);
  const most = parseQuantity(max);
  if (least !== undefined && amount < least) report(field, `The ${what} ${field.value} is below the allowed minimum of ${min}.`);
  if (most !== undefined && amount > most) report(field, `The ${what} ${field.value} is above the allowed maximum of ${max}.`);
}

/** Where a missing request or limit is reported: at `requests`, `limits` or `resources` if there is such a key, else at the container. Without an amount there is no fix. */
export function reportMissing(
  container: Container,
  list: "requests" | "limits",
  resource: "cpu" | "memory",
  amount: string | undefined,
  report: Context["report"],
  fix: typeof suggestion = suggestion,
): void {
  const field = container.at("resources", list, resource);
  const word = list === "requests" ? "request" : "limit";
  const fixes: Fix[] = [];
  if (amount !== undefined && parseQuantity(amount) !== undefined) {
    const enough = list === "limits" ? atLeast(amount, container.at("resources", "requests", resource)) : amount;
    fixes.push(fix(`Set a ${resource} ${word} of ${enough}`, set(field, enough)));
  }
  report(field, `Container "${container.name}" has no ${resource} ${word}.`, { fixes });
}

/** The limit, or the request where it is larger: the API server refuses a request above its limit. */
function atLeast(limit: string, request: Field): Json {
  return (parseQuantity(request.value) ?? 0) > (parseQuantity(limit) ?? 0) ? (request.value ?? limit) : limit;
}

/**
 * How a rule offers an amount that nothing in the file speaks for: what the user has configured is meant for every container, the default is a
 * guess for one to look over.
 */
export function guessing(amount: string, byDefault: string): typeof suggestion {
  return amount === byDefault ? manual : suggestion;
}

/** Twice an amount of memory, in its own unit: a limit that is no more than the request kills the container at its usual size. */
export function doubled(field: Field): string | undefined {
  const text = sound(field, "memory");
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(text ?? "") ?? [];
  return amount === undefined ? text : `${Number(amount) * 2}${unit}`;
}

/** A quantity as it is written, if it is one that a program can run with: `500m` of memory is a mistake that no fix should repeat. */
export function sound(field: Field, resource: "cpu" | "memory" | "ephemeral-storage"): string | undefined {
  const amount = parseQuantity(field.value);
  return amount === undefined || (resource !== "cpu" && amount < MEBIBYTE) ? undefined : String(field.value);
}

const MEBIBYTE = 2 ** 20;

/** Whether a LimitRange of the namespace gives the containers of an object what they do not say: `limits.memory`. Amounts that are set are not its matter. */
export function isDefaulted(
  object: IndexedObject,
  index: ObjectIndex,
  part: string,
  { min, max }: { readonly min: string; readonly max: string } = { min: "", max: "" },
): boolean {
  if (object.pods.length === 0 || min !== "" || max !== "") return false;
  return objectsInNamespaceOf(index, object, "LimitRange").some(({ provides }) =>
    provides.some(({ kind, parts }) => kind === "LimitRange" && parts?.some(({ name }) => name === part)),
  );
}
