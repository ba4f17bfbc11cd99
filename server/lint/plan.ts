import type { Resource } from "../kube/resource.ts";
import type { Rule } from "./rule.ts";
import type { RuleSettings, Settings } from "./settings.ts";

/** A rule that is on, with how it runs. */
export interface Active {
  readonly rule: Rule;
  readonly settings: RuleSettings;
}

/** The rules that are on under some settings, by what they visit: a ConfigMap never calls a rule about containers. */
export interface Plan {
  readonly active: ReadonlyMap<string, Active>;
  readonly document: readonly Active[];
  readonly pod: readonly Active[];
  readonly container: readonly Active[];
  readonly workspace: readonly Active[];
  /** The rules that visit a resource of this kind. */
  resource(resource: Resource): readonly Active[];
}

const plans = new WeakMap<Settings, { rules: readonly Rule[]; plan: Plan }>();

/** The plan for settings, made once for each. */
export function planFor(rules: readonly Rule[], settings: Settings): Plan {
  const known = plans.get(settings);
  if (known?.rules === rules) return known.plan;
  const plan = makePlan(rules, settings);
  plans.set(settings, { rules, plan });
  return plan;
}

function makePlan(rules: readonly Rule[], settings: Settings): Plan {
  const active: Active[] = [];
  for (const rule of rules) {
    const ruleSettings = settings.rules.get(rule.id);
    if (ruleSettings) active.push({ rule, settings: ruleSettings });
  }
  const anyKind = active.filter(({ rule }) => rule.resource && !rule.kinds);
  const byKind = new Map<string, readonly Active[]>();
  const someKinds = active.filter(({ rule }) => rule.resource && rule.kinds);
  return {
    active: new Map(active.map((one) => [one.rule.id, one])),
    document: active.filter(({ rule }) => rule.document),
    pod: active.filter(({ rule }) => rule.pod),
    container: active.filter(({ rule }) => rule.container),
    workspace: active.filter(({ rule }) => rule.workspace),
    resource({ builtIn, group, kind }) {
      const key = builtIn ? kind : `${group}/${kind}`;
      let list = byKind.get(key);
      if (!list) {
        list = [...anyKind, ...someKinds.filter(({ rule }) => rule.kinds?.includes(key))];
        byKind.set(key, list);
      }
      return list;
    },
  };
}
