import type { HalfTyped } from "../../kube/half-typed.ts";
import type { Container, Pod } from "../../kube/pod.ts";
import type { Resource } from "../../kube/resource.ts";
import { NONE } from "../../text/none.ts";
import type { Dictionary } from "../../text/words.ts";
import type { Place } from "../../yaml/tree/field.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import type { CustomObject, Extra, Rule } from "../rule/rule.ts";
import type { RuleSettings, Settings } from "../rule/settings.ts";
import { needsOf } from "./needs.ts";
import { type Active, type Visit, type Visits, visitsOf } from "./visits.ts";

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
  readonly document: Visits<Tree>;
  readonly nonObject: Visits<Tree>;
  readonly halfTyped: readonly Visit<HalfTyped>[];
  readonly pod: Visits<Pod>;
  readonly container: Visits<Container>;
  readonly custom: readonly Visit<CustomObject>[];
  readonly workspace: readonly Active[];
  /** Rules whose findings other documents may answer. */
  readonly answered: readonly Active[];
  /** The rules that visit a resource of this kind. */
  resource(resource: Resource): Visits<Resource>;
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
    if (!own) continue;
    active.push(activate(rule, own, own.options, settings, outlet));
    for (const options of own.readings ?? NONE) active.push(activate(rule, own, options, settings, outlet));
  }
  const needs = needsOf(rules);
  const aboutResources = active.filter(({ rule }) => rule.resource);
  const named = new Set(aboutResources.flatMap(({ rule }) => rule.kinds ?? []));
  const ofAnyKind = visitsOf(aboutResources, needs, (rule) => (rule.kinds ? undefined : rule.resource));
  const byKind = new Map<string, Visits<Resource>>();
  return {
    active: new Map(active.map((one) => [one.rule.id, one])),
    outlet,
    dictionary: needs.dictionary,
    document: visitsOf(active, needs, (rule) => rule.document),
    nonObject: visitsOf(active, needs, (rule) => rule.nonObject),
    halfTyped: active.flatMap((one) => (one.rule.halfTyped ? [{ active: one, visit: one.rule.halfTyped }] : [])),
    pod: visitsOf(active, needs, (rule) => rule.pod),
    container: visitsOf(active, needs, (rule) => rule.container),
    custom: active.flatMap((one) => (one.rule.custom ? [{ active: one, visit: one.rule.custom }] : [])),
    workspace: active.filter(({ rule }) => rule.workspace),
    answered: active.filter(({ rule }) => rule.answered),
    resource({ builtIn, group, kind }) {
      const key = builtIn ? kind : `${group}/${kind}`;
      if (!named.has(key)) return ofAnyKind;
      let list = byKind.get(key);
      if (!list) {
        list = visitsOf(aboutResources, needs, (rule) => ((rule.kinds?.includes(key) ?? true) ? rule.resource : undefined));
        byKind.set(key, list);
      }
      return list;
    },
  };
}

/** Whether the other rule is on by each preset that has the own one on; what a configuration switches on counts everywhere. */
function isOnWith(own: RuleSettings, other: RuleSettings | undefined): boolean {
  if (!other) return false;
  return !other.presets || (own.presets ?? NONE).every((preset) => other.presets?.includes(preset));
}

function activate(rule: Rule, own: RuleSettings, options: RuleSettings["options"], settings: Settings, outlet: Outlet): Active {
  const active: Active = {
    rule,
    settings: own,
    context: {
      options,
      kubernetes: settings.kubernetes,
      enabled: (id) => settings.rules.has(id),
      defersTo: (id) => isOnWith(own, settings.rules.get(id)),
      report: (where, message, extra) => outlet.sink?.report(active, where, message, extra),
    },
  };
  return active;
}
