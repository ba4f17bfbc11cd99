import type { Path } from "../../yaml/tree/field.ts";
import type { Finding } from "../rule/finding.ts";
import type { Plan } from "./plan.ts";

/** Drops the findings of rules that yield to another one which reports the same node, or one above or below it. */
export function yielded(plan: Plan, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const found = new Set(findings.map(({ rule }) => rule));
  return findings.filter((finding) => {
    const stronger = plan.active.get(finding.rule)?.rule.yieldsTo;
    if (!stronger?.some((rule) => found.has(rule))) return true;
    return !findings.some((other) => stronger.includes(other.rule) && sameNode(other.path, finding.path));
  });
}

function sameNode(a: Path, b: Path): boolean {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return false;
  return true;
}
