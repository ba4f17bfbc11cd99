import type { Severity } from "../../lint/rule/finding.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import { rulePage } from "../page/rule-page.ts";

const LEVEL: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };
const PROBLEM: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "recommendation" };
/** GitHub's bands: above 9 critical, from 7 high, from 4 medium, below low. */
const SCORE: Readonly<Record<Severity, string>> = { error: "8.0", warning: "5.5", info: "2.0" };
/** Families whose findings are about attacks; GitHub counts the rules of the others as quality. */
const SECURITY: ReadonlySet<string> = new Set([
  "control-plane",
  "images",
  "namespace",
  "network",
  "pod-security",
  "policy-mesh",
  "rbac",
  "secrets",
  "service-exposure",
  "workload-hardening",
]);
/** GitHub keeps the first ten tags of a rule and takes 1024 characters of a description. */
const MOST_TAGS = 10;
const LONGEST = 1024;

/** A rule as a SARIF `reportingDescriptor` with the properties that GitHub's code scanning reads. */
export function sarifRule(rule: Rule) {
  const security = SECURITY.has(rule.family) || (rule.standards ?? []).length > 0;
  const tags = ["kubernetes", ...(security ? ["security"] : []), rule.family, ...(rule.standards ?? [])];
  const [reference] = rule.references ?? [];
  return {
    id: rule.id,
    name: rule.id.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase()),
    shortDescription: { text: clip(rule.title) },
    fullDescription: { text: clip(rule.why) },
    help: { text: [rule.title, rule.why, rule.how].filter(Boolean).join("\n\n"), markdown: rulePage(rule) },
    ...(reference ? { helpUri: reference } : {}),
    defaultConfiguration: { level: LEVEL[rule.severity] },
    properties: {
      tags: tags.slice(0, MOST_TAGS),
      precision: "high",
      ...(security ? { "security-severity": SCORE[rule.severity] } : { "problem.severity": PROBLEM[rule.severity] }),
    },
  };
}

function clip(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
