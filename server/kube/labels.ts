import type { Field } from "../yaml/tree/field.ts";
import { hasPlaceholder } from "../yaml/tree/placeholder.ts";

export type Labels = Readonly<Record<string, string>>;

/** One requirement of a label selector (apimachinery, pkg/apis/meta/v1 LabelSelectorRequirement). */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** A label selector as plain data. Nothing in it selects everything. */
export interface Selector {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly Requirement[];
  /** A part of it cannot be known: it may select more or less than it says. */
  readonly uncertain: boolean;
}

/** The known string values of a mapping such as `metadata.labels`; `uncertain` if one of them cannot be known. */
export function readLabels(field: Field): { readonly labels: Labels; readonly uncertain: boolean } {
  if (!field.isMapping) return { labels: NO_LABELS, uncertain: field.open };
  const labels: Record<string, string> = {};
  let uncertain = field.open;
  for (const [name, value] of field.entries()) {
    const known = value.value;
    if (hasPlaceholder(name)) uncertain = true; // something fills the key in
    if (known !== undefined) labels[name] = String(known);
    else if (value.state === "unknown") uncertain = true;
    else if (value.raw === null) labels[name] = ""; // as the API server reads it
  }
  return { labels, uncertain };
}

const NO_LABELS: Labels = {};

/** A `LabelSelector`: matchLabels and matchExpressions. */
export function readSelector(field: Field): Selector {
  const { labels, uncertain } = readLabels(field.at("matchLabels"));
  const expressions = field.at("matchExpressions");
  const matchExpressions = expressions.items().map((item) => ({
    key: item.at("key").string ?? "",
    operator: item.at("operator").string ?? "",
    values: item
      .at("values")
      .items()
      .map((value) => String(value.value ?? "")),
  }));
  return { matchLabels: labels, matchExpressions, uncertain: uncertain || field.open || expressions.open };
}

/** A selector as kubectl writes it: `app=web,tier in (a,b),!debug`. Empty for one that selects everything. */
export function selectorText({ matchLabels, matchExpressions }: Selector): string {
  const pairs = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  const expressions = matchExpressions.map(({ key, operator, values }) => {
    if (operator === "Exists") return key;
    if (operator === "DoesNotExist") return `!${key}`;
    return `${key} ${operator === "In" ? "in" : "notin"} (${values.join(",")})`;
  });
  return [...pairs, ...expressions].join(",");
}

/** A label of which a selector asks what no object can have; `undefined` where nothing contradicts itself. */
export function contradictedLabel({ matchLabels, matchExpressions }: Selector): string | undefined {
  const wanted = Object.entries(matchLabels).map(([key, value]) => ({ key, operator: "In", values: [value] }));
  const all = [...wanted, ...matchExpressions];
  return all.find(({ key, operator }) => {
    const own = all.filter((one) => one.key === key);
    if (operator === "DoesNotExist") return own.some((one) => one.operator === "In" || one.operator === "Exists");
    if (operator !== "In") return false;
    const [first, ...others] = own.filter((one) => one.operator === "In");
    const left = (first?.values ?? []).filter(
      (value) =>
        others.every(({ values }) => values.includes(value)) &&
        !own.some((one) => one.operator === "NotIn" && one.values.includes(value)),
    );
    return left.length === 0;
  })?.key;
}

/** Whether the selector selects an object with these labels. */
export function selects(selector: Selector, labels: Labels): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels)) if (labels[key] !== value) return false;
  return selector.matchExpressions.every((requirement) => meets(requirement, labels));
}

function meets({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return false;
  }
}
