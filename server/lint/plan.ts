import type { Container, Pod } from "../kube/pod.ts";
import type { Resource } from "../kube/resource.ts";
import type { Dictionary } from "../text/words.ts";
import type { Place } from "../yaml/field.ts";
import type { Tree } from "../yaml/tree.ts";
import { type Needs, needsOf } from "./needs.ts";
import type { Context, Extra, Rule } from "./rule.ts";
import type { RuleSettings, Settings } from "./settings.ts";

/** A rule that is on, with how it runs. */
export interface Active {
  readonly rule: Rule;
  readonly settings: RuleSettings;
  /** What it is given at every visit: what it reports goes to the plan's outlet. */
  readonly context: Context;
}

/** One kind of visit of a rule. */
export interface Visit<T> {
  readonly active: Active;
  /** The numbers of the words one of which the rule needs. */
  readonly needs: readonly number[] | undefined;
  visit(thing: T, context: Context): void;
}

/** Where the rules of a plan report to: set by whoever runs them, while they run. */
export interface Outlet {
  sink: Sink | undefined;
}

export interface Sink {
  report(active: Active, where: Place, message: string, extra: Extra | undefined): void;
}

/** The rules that are on under some settings, by what they visit: a ConfigMap never calls a rule about containers. */
export interface Plan {
  readonly active: ReadonlyMap<string, Active>;
  readonly outlet: Outlet;
  /** The words that rules need; the same for all plans over the same rules. */
  readonly dictionary: Dictionary;
  readonly document: readonly Visit<Tree>[];
  readonly stray: readonly Visit<Tree>[];
  readonly pod: readonly Visit<Pod>[];
  readonly container: readonly Visit<Container>[];
  readonly workspace: readonly Active[];
  /** The rules that visit a resource of this kind. */
  resource(resource: Resource): readonly Visit<Resource>[];
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
  const outlet: Outlet = { sink: undefined };
  const active: Active[] = [];
  for (const rule of rules) {
    const own = settings.rules.get(rule.id);
    if (own) active.push(activate(rule, own, settings, outlet));
  }
  const needs = needsOf(rules);
  const resource = visits(active, needs, (rule) => rule.resource);
  const byKind = new Map<string, readonly Visit<Resource>[]>();
  return {
    active: new Map(active.map((one) => [one.rule.id, one])),
    outlet,
    dictionary: needs.dictionary,
    document: visits(active, needs, (rule) => rule.document),
    stray: visits(active, needs, (rule) => rule.stray),
    pod: visits(active, needs, (rule) => rule.pod),
    container: visits(active, needs, (rule) => rule.container),
    workspace: active.filter(({ rule }) => rule.workspace),
    resource({ builtIn, group, kind }) {
      const key = builtIn ? kind : `${group}/${kind}`;
      let list = byKind.get(key);
      if (!list) {
        list = resource.filter(({ active: { rule } }) => rule.kinds?.includes(key) ?? true);
        byKind.set(key, list);
      }
      return list;
    },
  };
}

function activate(rule: Rule, own: RuleSettings, settings: Settings, outlet: Outlet): Active {
  const active: Active = {
    rule,
    settings: own,
    context: {
      options: own.options,
      kubernetes: settings.kubernetes,
      enabled: (id) => settings.rules.has(id),
      report: (where, message, extra) => outlet.sink?.report(active, where, message, extra),
    },
  };
  return active;
}

/** The visitors are taken out of the rules once: reading one of hundreds of objects of different shape is what a visit would cost most. */
function visits<T>(
  active: readonly Active[],
  needs: Needs,
  visitorOf: (rule: Rule) => Visit<T>["visit"] | undefined,
): readonly Visit<T>[] {
  return active.flatMap((one) => {
    const visit = visitorOf(one.rule);
    return visit ? [{ active: one, needs: needs.numbers.get(one.rule), visit }] : [];
  });
}
