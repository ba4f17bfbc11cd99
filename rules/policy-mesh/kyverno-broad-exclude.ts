// Kyverno, "Match/Exclude" (filters of `any` are alternatives, a filter's parts must all match) and "Policy Exceptions".
import { type Context, defineRule, type Field } from "../../server/api.ts";
import { filtersOf, RULE_POLICIES, rulesOf } from "./_kyverno.ts";

export default defineRule({
  id: "kyverno-broad-exclude",
  family: "policy-mesh",
  severity: "warning",
  tier: "strict",
  title: "Kyverno policy excludes too much",
  why: "An exclude without limits switches the rule off. One for administrators exempts just those whose mistakes and stolen credentials cost most, and the controllers and pipelines that act with the same role.",
  ignoreWhen: "The rule is about ordinary users only, and something else watches what administrators do.",
  how: "Exclude named namespaces and resources, or give single users an exception that ends.",
  references: ["https://kyverno.io/docs/policy-types/cluster-policy/match-exclude/", "https://kyverno.io/docs/exceptions/"],
  kinds: [...RULE_POLICIES, "kyverno.io/PolicyException"],
  resource(policy, { report }) {
    if (policy.kind === "PolicyException") {
      for (const exception of policy.at("spec", "exceptions").items())
        for (const name of exception.at("ruleNames").items())
          if (name.value === "*") report(name, `Exception "${policy.name}" covers every rule of the policy.`);
      block(policy.at("spec", "match"), `Exception "${policy.name}"`, report);
    } else for (const rule of rulesOf(policy)) block(rule.at("exclude"), `Rule "${rule.at("name").string ?? ""}"`, report);
  },
});

function block(exclude: Field, who: string, report: Context["report"]): void {
  const filters = filtersOf(exclude);
  if (exclude.at("all").items().length > 1) return; // they narrow each other
  for (const filter of filters) {
    if (filter.open) continue;
    const resources = filter.at("resources");
    const people = [...filter.at("subjects").items(), ...filter.at("clusterRoles").items(), ...filter.at("roles").items()];
    if (people.length === 0 && isEverything(resources)) report(resources, `${who} excludes everything.`);
    if (!resources.absent && !isEverything(resources)) continue;
    for (const person of people) {
      const name = person.isMapping ? person.at("name") : person;
      if (POWERFUL.has(name.value)) report(name, `${who} excludes everything that ${name.value} does.`);
    }
  }
}

const POWERFUL: ReadonlySet<unknown> = new Set([
  "*",
  "cluster-admin",
  "system:authenticated",
  "system:masters",
  "system:serviceaccounts",
]);

const LISTS: ReadonlySet<string> = new Set(["kinds", "names", "namespaces"]);

/** Every object of some kinds: the lists name everything, and nothing else narrows them. An empty filter excludes nothing. */
function isEverything(resources: Field): boolean {
  const names = resources.keys();
  if (resources.open || names.length === 0 || names.some((name) => !LISTS.has(name))) return false;
  const limits = names.join() === "kinds" ? names : names.filter((name) => name !== "kinds");
  return limits.every((name) =>
    resources
      .at(name)
      .items()
      .some(({ value }) => value === "*" || value === "*/*"),
  );
}
