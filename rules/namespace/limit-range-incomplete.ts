// Limit ranges, docs/concepts/policy/limit-range; defaults: kubernetes, pkg/apis/core/v1/defaults.go SetDefaults_LimitRangeItem.
import {
  append,
  boolean,
  type Context,
  defineRule,
  type Field,
  type Json,
  manual,
  parseQuantity,
  set,
} from "../../server/api.ts";

const VALUES: Readonly<Record<string, Json>> = {
  default: { cpu: "500m", memory: "512Mi" },
  defaultRequest: { cpu: "100m", memory: "128Mi" },
  max: { cpu: "2", memory: "2Gi" },
  min: { cpu: "10m", memory: "16Mi" },
};

/** From the smallest to the largest. */
const ORDER: readonly string[] = ["min", "defaultRequest", "default", "max"];

function has(item: Field, ...names: readonly string[]): boolean {
  return names.some((name) => item.at(name).exists && (item.at(name).open || item.at(name).keys().length > 0));
}

/** Whether a bound stands in for a default: that of memory does, for memory. One of cpu says nothing about memory, which is what kills. */
function bounds(item: Field, ...names: readonly string[]): boolean {
  return names.some((name) => item.at(name, "memory").exists || item.at(name).open);
}

/** What to set, without the resources for which the upper bound is the default already. */
function valuesFor(name: string, item: Field | undefined): Json {
  const values = Object.entries(VALUES[name] ?? {});
  const bound = name === "max" || name === "min" ? [] : (item?.at("max").keys() ?? []);
  return Object.fromEntries(values.filter(([resource]) => !bound.includes(resource)));
}

/** Values of one resource must not fall: min, defaultRequest, default, max. */
function checkOrder(item: Field, report: Context["report"]): void {
  const resources = new Set(ORDER.flatMap((name) => item.at(name).keys()));
  for (const resource of resources) {
    let lower: Field | undefined;
    for (const name of ORDER) {
      const field = item.at(name, resource);
      const value = parseQuantity(field.value);
      if (value === undefined) continue;
      if (lower && value < (parseQuantity(lower.value) ?? 0))
        report(field, `${name} of ${resource} is below ${lower.parent?.name}: the LimitRange is refused.`, {
          severity: "error",
          related: [{ message: `${lower.parent?.name} of ${resource}`, at: lower }],
        });
      lower = field;
    }
  }
}

export default defineRule({
  id: "limit-range-incomplete",
  family: "namespace",
  severity: "info",
  tier: "strict",
  title: "LimitRange gives containers no defaults, or contradicts itself",
  why: "Containers that say nothing about CPU and memory then get no request and no limit: they are scheduled anywhere, use everything and are the first to be killed. A default above the maximum is refused, and so is every pod that gets it.",
  ignoreWhen: "Another LimitRange of the same namespace sets the defaults.",
  references: ["https://kubernetes.io/docs/concepts/policy/limit-range/"],
  peers: ["trivy:KSV-0039"],
  fix: "suggestion",
  options: { requireBounds: boolean(false, "Also ask for max and min") },
  kinds: ["LimitRange"],
  resource(resource, { options, report }) {
    const limits = resource.at("spec", "limits");
    if (limits.open || limits.state === "unknown") return;
    const items = limits.items().filter((item) => item.at("type").value === "Container");
    for (const item of items) checkOrder(item, report);
    if (items.some((item) => item.open || item.at("type").state === "unknown")) return;
    const missing = [
      ...(items.some((item) => has(item, "default") || bounds(item, "max")) ? [] : ["default"]),
      ...(items.some((item) => has(item, "defaultRequest", "default") || bounds(item, "max", "min")) ? [] : ["defaultRequest"]),
      ...(options.requireBounds ? ["max", "min"].filter((name) => !items.some((item) => has(item, name))) : []),
    ];
    if (missing.length === 0) return;
    const [item] = items;
    const values = Object.fromEntries(missing.map((name) => [name, valuesFor(name, undefined)]));
    report(limits.key, `LimitRange "${resource.name}" sets no ${missing.join(" and no ")} for containers.`, {
      fixes: [
        item
          ? manual("Add it, with values to adjust", ...missing.map((name) => set(item.at(name), valuesFor(name, item))))
          : manual("Add it, with values to adjust", append(limits, { type: "Container", ...values })),
      ],
    });
  },
});
