// Resource quotas, docs/concepts/policy/resource-quotas: `cpu` and `memory` are requests.cpu and requests.memory.
import { defineRule, type IndexedObject, listed, manual, objectsInNamespaceOf, set, valueAt } from "../../server/api.ts";

interface Wanted {
  readonly name: string;
  readonly alias?: string;
  readonly value: string;
}

const WANTED: readonly Wanted[] = [
  { name: "requests.cpu", alias: "cpu", value: "4" },
  { name: "requests.memory", alias: "memory", value: "8Gi" },
  { name: "limits.cpu", value: "8" },
  { name: "limits.memory", value: "16Gi" },
];

const COMPUTE: ReadonlySet<string> = new Set(WANTED.flatMap(({ name, alias }) => (alias ? [name, alias] : [name])));

export default defineRule({
  id: "resource-quota-incomplete",
  family: "namespace",
  severity: "info",
  tier: "strict",
  title: "ResourceQuota does not limit CPU or memory",
  why: "A namespace that limits CPU but not memory, or requests but not limits, can still use up its nodes and evict everybody else's pods.",
  ignoreWhen:
    "A quota that is not in the repository sets the rest. A quota for some pods only (scopes) is not reported, nor one beside others that set the rest.",
  references: ["https://kubernetes.io/docs/concepts/policy/resource-quotas/"],
  peers: ["trivy:KSV-0040"],
  fix: "suggestion",
  kinds: ["ResourceQuota"],
  workspace(quota, index, { report }) {
    const hard = valueAt(quota, "spec.hard");
    if (quota.kind !== "ResourceQuota" || !hard || !index.isWhole(quota)) return;
    const own = limitsOf(quota);
    if (!own || own.length === 0 || own.some((name) => COMPUTE.has(name))) return;
    const others = objectsInNamespaceOf(index, quota, "ResourceQuota").filter((one) => one !== quota);
    if (others.some((one) => limitsOf(one)?.some((name) => COMPUTE.has(name)) ?? true)) return;
    report(hard.site, `No ResourceQuota of the namespace limits CPU or memory: "${quota.name}" counts objects.`);
  },
  answered(quota, index) {
    if (quota.kind !== "ResourceQuota") return false;
    const all = objectsInNamespaceOf(index, quota, "ResourceQuota").flatMap((one) => limitsOf(one) ?? []);
    return WANTED.every(({ name, alias }) => all.includes(name) || (alias !== undefined && all.includes(alias)));
  },
  resource(resource, { report }) {
    const spec = resource.at("spec");
    const hard = spec.at("hard");
    if (hard.open || hard.state === "unknown" || spec.at("scopes").exists || spec.at("scopeSelector").exists) return;
    const names = hard.keys();
    if (names.length > 0 && !names.some((name) => COMPUTE.has(name))) return;
    const missing = WANTED.filter(({ name, alias }) => !names.includes(name) && !(alias && names.includes(alias)));
    if (missing.length === 0) return;
    report(hard.key, `ResourceQuota "${resource.name}" does not limit ${listed(missing.map(({ name }) => name))}.`, {
      fixes: [manual("Limit them, with values to adjust", ...missing.map(({ name, value }) => set(hard.at(name), value)))],
    });
  },
});

/** What a quota limits; `undefined` where that cannot be known, or it is for some pods only. */
function limitsOf({ provides }: IndexedObject): readonly string[] | undefined {
  return provides[0]?.parts?.map(({ name }) => name ?? "");
}
