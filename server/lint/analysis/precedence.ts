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
  const around = findings.length < FEW ? () => findings : aroundIn(findings);
  return findings.filter((finding) => {
    const stronger = plan.active.get(finding.rule)?.rule.yieldsTo;
    if (!stronger?.some((rule) => found.has(rule))) return true;
    return !around(finding.path).some(
      (other) => stronger.includes(other.rule) && outweighs(plan, other, finding) && sameNode(other.path, finding.path),
    );
  });
}

/** So many are compared with each other one by one. */
const FEW = 100;

/** Of many findings those that are about a node, or one above or below it. */
function aroundIn(findings: readonly Finding[]): (path: Path) => readonly Finding[] {
  const at = new Map<string, Finding[]>();
  const below = new Map<string, Finding[]>();
  const add = (map: Map<string, Finding[]>, key: string, finding: Finding) => {
    const known = map.get(key);
    if (known) known.push(finding);
    else map.set(key, [finding]);
  };
  for (const finding of findings)
    for (const [i, key] of prefixesOf(finding.path).entries()) add(i < finding.path.length ? below : at, key, finding);
  return (path) => {
    const keys = prefixesOf(path);
    return [...keys.flatMap((key) => at.get(key) ?? []), ...(below.get(keys.at(-1) as string) ?? NONE)];
  };
}

/** A key for the root, for each node on the way, and for the node itself. */
function prefixesOf(path: Path): readonly string[] {
  const keys = [""];
  for (const step of path) keys.push(`${keys.at(-1)}/${JSON.stringify(step)}`);
  return keys;
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
