import { type Context, matchesWhole, type Resource, set, suggestion } from "../../server/api.ts";

/** A label or annotation that the configuration asks for. */
interface Wanted {
  readonly key?: string;
  /** Regular expression of the whole value. */
  readonly value?: string;
  /** Kinds it is asked of, separated by commas; all where it is missing. */
  readonly kinds?: string;
}

/** Reports what is missing or has another value in `metadata.labels` or `metadata.annotations`. */
export function require(
  resource: Resource,
  what: "label" | "annotation",
  wanted: readonly Wanted[],
  report: Context["report"],
): void {
  if (wanted.length === 0) return;
  const map = resource.at("metadata", `${what}s`);
  for (const { key, value, kinds } of wanted) {
    if (!key || (kinds && !kinds.split(",").some((kind) => kind.trim() === resource.kind))) continue;
    const field = map.at(key);
    if (field.absent) {
      const fixes = value === undefined ? [] : literal(value).map((text) => suggestion(`Set ${key}: ${text}`, set(field, text)));
      report(field, `The ${what} ${key} is missing.`, { fixes });
    } else if (value !== undefined && field.value !== undefined && !matchesWhole(value, String(field.value)))
      report(field, `The ${what} ${key} must match ${value}.`);
  }
}

/** The value itself, where the pattern is plain text: only then there is one answer. */
function literal(pattern: string): readonly string[] {
  return /^[\w./-]+$/.test(pattern) && !pattern.includes(".") ? [pattern] : [];
}
