// apiserver, pkg/apis/audit/validation/validation.go.
import { type Context, defineRule, dnsSubdomainProblem, type Field, set, suggestion } from "../../../server/api.ts";
import { AUDIT_POLICY } from "../_audit-policy.ts";

const LEVELS = ["None", "Metadata", "Request", "RequestResponse"];
const STAGES = ["RequestReceived", "ResponseStarted", "ResponseComplete", "Panic"];

export default defineRule({
  id: "invalid-audit-policy",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "API server cannot load the audit policy",
  why: "The API server reads the policy as it starts and stops when it is invalid: the control plane stays down, or the node keeps running the old static pod.",
  how: 'Use one of the four levels, one of the stages RequestReceived, ResponseStarted, ResponseComplete and Panic, an API group or "" for the core group, and a `*` only at the end of a URL.',
  references: ["https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/"],
  fix: "suggestion",
  kinds: [AUDIT_POLICY],
  resource(policy, { report }) {
    checkStages(policy.root, report);
    for (const rule of policy.at("rules").items()) {
      checkStages(rule, report);
      checkLevel(rule.at("level"), report);
      for (const resources of rule.at("resources").items()) checkGroup(resources.at("group"), report);
      for (const url of rule.at("nonResourceURLs").items()) checkUrl(url, report);
      if (rule.at("nonResourceURLs").items().length > 0 && hasResources(rule))
        report(rule.at("nonResourceURLs").key, "A rule cannot match both resources and non-resource URLs.");
    }
  },
});

function checkLevel(level: Field, report: Context["report"]): void {
  const text = level.string;
  if (text === undefined || LEVELS.includes(text)) return;
  const meant = LEVELS.find((one) => one.toLowerCase() === text.toLowerCase());
  report(level, `"${text}" is not an audit level: use ${LEVELS.join(", ")}.`, {
    fixes: meant ? [suggestion(`Use ${meant}`, set(level, meant))] : [],
  });
}

function checkStages(holder: Field, report: Context["report"]): void {
  for (const stage of holder.at("omitStages").items()) {
    const text = stage.string;
    if (text === undefined || STAGES.includes(text)) continue;
    const meant = STAGES.find((one) => one.toLowerCase() === text.toLowerCase());
    report(stage, `"${text}" is not an audit stage${meant ? `: did you mean ${meant}?` : "."}`, {
      fixes: meant ? [suggestion(`Use ${meant}`, set(stage, meant))] : [],
    });
  }
}

function checkGroup(group: Field, report: Context["report"]): void {
  const text = group.string;
  if (text && dnsSubdomainProblem(text))
    report(group, `"${text}" is not an API group: an audit policy has no wildcard for groups.`);
}

function checkUrl(url: Field, report: Context["report"]): void {
  const text = url.string;
  if (text === undefined || text === "*" || (text.startsWith("/") && !text.slice(0, -1).includes("*"))) return;
  report(url, `"${text}" is not a valid URL pattern.`);
}

function hasResources(rule: Field): boolean {
  return rule.at("resources").items().length > 0 || rule.at("namespaces").items().length > 0;
}
