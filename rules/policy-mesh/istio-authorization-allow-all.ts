// security.istio.io AuthorizationPolicy: a rule without `from`, `to` and `when` always matches; `spec: {}` allows nothing.
import { defineRule } from "../../server/api.ts";
import { allowRulesOf, stringsOf } from "./_istio.ts";

export default defineRule({
  id: "istio-authorization-allow-all",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "Istio authorization policy allows every request",
  why: "One rule that matches everything makes all narrower ALLOW rules for the same workloads void, since any of them suffices. The workload looks protected and takes requests from everywhere.",
  ignoreWhen: "The workload is meant for everybody, and the policy only lifts a general denial.",
  how: "Name the principals or namespaces that may call, or the operations that anybody may use.",
  references: ["https://istio.io/latest/docs/reference/config/security/authorization-policy/"],
  kinds: ["security.istio.io/AuthorizationPolicy"],
  resource(policy, { report }) {
    for (const rule of allowRulesOf(policy)) {
      const parts = rule.keys(); // an empty "to:" may be what a template leaves of one
      if (!rule.isMapping || rule.open || parts.includes("to") || parts.includes("when")) continue;
      const from = rule.at("from");
      if (!parts.includes("from")) report(rule, `AuthorizationPolicy "${policy.name}" has a rule that allows every request.`);
      for (const item of from.items()) {
        const source = item.at("source");
        const [name, ...others] = source.keys();
        if (name === undefined || others.length > 0 || source.open) continue;
        const everybody = everybodyIn(name, stringsOf(source.at(name)));
        if (everybody) report(source.at(name), `AuthorizationPolicy "${policy.name}" allows every request from ${everybody}.`);
      }
    }
  },
});

/** Whom a list of a source names, if that is everybody. */
function everybodyIn(list: string, values: readonly string[]): string | undefined {
  switch (list) {
    case "principals":
      return values.includes("*") ? "any workload of the mesh" : undefined;
    case "namespaces":
      return values.includes("*") ? "any namespace" : undefined;
    case "ipBlocks":
    case "remoteIpBlocks":
      return values.find((block) => block === "0.0.0.0/0" || block === "::/0");
    default:
      return undefined;
  }
}
