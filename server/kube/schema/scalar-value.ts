import type { Scalar } from "../../yaml/tree/tree.ts";
import { parseQuantity } from "./quantity.ts";
import type { ScalarLimits, ScalarSchema } from "./schema.ts";
import type { Found } from "./violation.ts";

/** What is wrong with a scalar: its type, or (the text of) a value. */
export type ScalarProblem = { readonly found: Found } | { readonly problem: string };

const INT32 = 2 ** 31;
const INT64 = 2 ** 63;

/** Compares a known scalar that is not null with what is expected, as the API server's JSON decoder and its validation do. */
export function scalarProblem(node: Scalar, schema: ScalarSchema): ScalarProblem | undefined {
  return typeProblem(node, schema) ?? (schema.limits && limitProblem(node, schema.limits));
}

function limitProblem({ value }: Scalar, { min, max, minLength, maxLength, pattern }: ScalarLimits): ScalarProblem | undefined {
  if (typeof value === "number") {
    if (min !== undefined && value < min) return { problem: `is less than ${min}` };
    return max !== undefined && value > max ? { problem: `is more than ${max}` } : undefined;
  }
  if (typeof value !== "string" || isMarkedUp(value)) return undefined;
  const length = [...value].length;
  if (minLength !== undefined && length < minLength)
    return { problem: minLength === 1 ? "is empty" : `is shorter than ${minLength} characters` };
  if (maxLength !== undefined && length > maxLength) return { problem: `is longer than ${maxLength} characters` };
  return pattern && !pattern.test(value) ? { problem: `does not match ${pattern.source}` } : undefined;
}

function typeProblem(node: Scalar, schema: ScalarSchema): ScalarProblem | undefined {
  const { value } = node;
  if (value === null) return undefined;
  if (typeof value === "string" && schema.type !== "string" && isMarker(value)) return undefined;
  const found = typeof value as "string" | "number" | "boolean";
  switch (schema.type) {
    case "string":
      if (found !== "string") return { found };
      return schema.values ? wordProblem(value as string, schema.values) : undefined;
    case "boolean":
      return found === "boolean" ? undefined : { found };
    case "number":
      return found === "number" ? undefined : { found };
    case "int32":
      return found === "number" ? integerProblem(value as number, INT32, "32") : { found };
    case "int64":
      return found === "number" ? integerProblem(value as number, INT64, "64") : { found };
    case "intOrString":
      if (found === "boolean") return { found };
      return found === "number" ? integerProblem(value as number, INT32, "32") : undefined;
    case "quantity":
      if (found === "boolean") return { found };
      return parseQuantity(value) === undefined ? { problem: "is not a quantity such as 100m, 0.5 or 256Mi" } : undefined;
    case "date":
      if (found !== "string") return { found };
      return DATE.test(value as string) ? undefined : { problem: "is not a time such as 2026-01-31T12:00:00Z" };
    case "bytes":
      if (found !== "string") return { found };
      return isBase64(value as string) ? undefined : { problem: "is not base64" };
  }
}

function integerProblem(value: number, limit: number, bits: string): ScalarProblem | undefined {
  if (!Number.isInteger(value)) return { problem: "is not an integer" };
  return value >= limit || value < -limit ? { problem: `does not fit an integer of ${bits} bits` } : undefined;
}

function wordProblem(value: string, values: readonly string[]): ScalarProblem | undefined {
  // An empty text is no value: the server fills in its default.
  if (value === "" || values.includes(value) || isMarkedUp(value)) return undefined;
  return { problem: `is not one of ${values.join(", ")}` };
}

/** RFC 3339, as Go's time.Time is decoded; a space for the T is not taken. */
const DATE = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** As Go's decoder: line breaks do not count, the padding does. */
function isBase64(text: string): boolean {
  const joined = text.replaceAll(/[\r\n]/g, "");
  return joined.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(joined);
}

/** Something that is still to be filled in: `$TAG`, `#{replicas}#`, `%PORT%`, `@port@`, `__PORT__`, `<port>`, `[[ x ]]`. */
function isMarkedUp(text: string): boolean {
  return /\$|\{\{|[#@%]\{|<.+>|%\w+%|@\w+@|__\w+__|\[\[|\(\(|\.\.\./.test(text);
}

/** Also a word in capitals, where anything but a text is expected: `replicas: REPLICAS`, but no word that means something there: `privileged: "TRUE"`. */
function isMarker(text: string): boolean {
  return isMarkedUp(text) || isMarkerWord(text);
}

/** A word in capitals that is no value: nothing else shows that somebody is to fill in `REPLICAS` or `EXTRA_ARGS`. */
export function isMarkerWord(text: string): boolean {
  if (!/^(?:[A-Z]{4,}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$/.test(text)) return false;
  return !WORDS.has(text) && !/^(?:CAP|NET|SYS|DAC|MAC|AUDIT|BLOCK|CHECKPOINT|IPC|LINUX)_/.test(text);
}

/** Values in capitals: booleans, methods of HTTP, operations, protocols, and capabilities of Linux without a `_`. */
const WORDS: ReadonlySet<string> = new Set(
  `TRUE FALSE NULL NONE AUTO NEVER ALWAYS DEFAULT UNLIMITED ROOT POST PATCH DELETE HEAD OPTIONS CONNECT TRACE CREATE UPDATE HTTP HTTPS GRPC SCTP
   CHOWN FOWNER FSETID KILL LEASE MKNOD PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG`.split(/\s+/),
);
