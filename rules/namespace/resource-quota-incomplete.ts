// Resource quotas, docs/concepts/policy/resource-quotas: `cpu` and `memory` are requests.cpu and requests.memory.
import { defineRule, listed, set, suggestion } from "../../server/api.ts";

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
    "Another quota of the same namespace sets the rest. A quota for some pods only (scopes), or one that counts objects or storage, is not reported.",
  references: ["https://kubernetes.io/docs/concepts/policy/resource-quotas/"],
  peers: ["trivy:KSV-0040"],
  fix: "suggestion",
  kinds: ["ResourceQuota"],
  resource(resource, { report }) {
    const spec = resource.at("spec");
    const hard = spec.at("hard");
    if (hard.open || hard.state === "unknown" || spec.at("scopes").exists || spec.at("scopeSelector").exists) return;
    const names = hard.keys();
    if (names.length > 0 && !names.some((name) => COMPUTE.has(name))) return;
    const missing = WANTED.filter(({ name, alias }) => !names.includes(name) && !(alias && names.includes(alias)));
    if (missing.length === 0) return;
    report(hard.key, `ResourceQuota "${resource.name}" does not limit ${listed(missing.map(({ name }) => name))}.`, {
      fixes: [suggestion("Limit them, with values to adjust", ...missing.map(({ name, value }) => set(hard.at(name), value)))],
    });
  },
});
