import { NONE } from "../../text/none.ts";
import type { Path } from "../../yaml/tree/field.ts";
import type { Finding } from "../rule/finding.ts";
import { TIERS } from "../rule/rule.ts";
import { inPreset } from "../rule/settings.ts";
import type { Plan } from "./plan.ts";

/**
 * Drops the findings of rules that yield to another one which reports the same node, or one above or below it. An error never gives way to
 * something milder, nor what one preset reports to a rule that only another preset has on: a larger preset says all that a smaller one says,
 * and several say what each of them says.
 */
export function withoutYielding(plan: Plan, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const found = new Set(findings.map(({ rule }) => rule));
  return findings.filter((finding) => {
    const stronger = plan.active.get(finding.rule)?.rule.yieldsTo;
    if (!stronger?.some((rule) => found.has(rule))) return true;
    return !findings.some(
      (other) => stronger.includes(other.rule) && outweighs(plan, other, finding) && sameNode(other.path, finding.path),
    );
  });
}

function outweighs({ active }: Plan, other: Finding, finding: Finding): boolean {
  if (finding.severity === "error" && other.severity !== "error") return false;
  const stronger = active.get(other.rule);
  const own = active.get(finding.rule);
  if (!stronger || !own) return true;
  if (TIERS.indexOf(stronger.rule.tier) > TIERS.indexOf(own.rule.tier)) return false;
  return (own.settings.presets ?? NONE).every((preset) => inPreset(stronger.rule, preset));
}

function sameNode(a: Path, b: Path): boolean {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return false;
  return true;
}
