import { factsOf, type ResourceFacts } from "../kube/facts.ts";
import { podOf } from "../kube/pod.ts";
import { type Resource, resourcesOf, type TypeMeta } from "../kube/resource.ts";
import type { Span } from "../text/span.ts";
import type { Place } from "../yaml/field.ts";
import type { Tree } from "../yaml/tree.ts";
import { type Dialect, dialectOf, type FileRole } from "./dialect.ts";
import type { Directive } from "./directive.ts";
import { directivesOf } from "./directives.ts";
import type { Finding, ResourceId } from "./finding.ts";
import { fingerprint } from "./fingerprint.ts";
import { type Active, type Plan, planFor } from "./plan.ts";
import { yielded } from "./precedence.ts";
import type { Context, Extra, Rule } from "./rule.ts";
import type { Settings } from "./settings.ts";

/** Why a document was not checked, or not fully. */
export type Unchecked = "template" | "not-kubernetes" | "too-large" | "binary" | "not-utf8" | "symlink" | "unreadable";

/** Everything that one slice yields: plain data, offsets relative to the slice. */
export interface Analysis {
  readonly findings: readonly Finding[];
  readonly directives: readonly Directive[];
  readonly facts: readonly ResourceFacts[];
  readonly unchecked: Unchecked | undefined;
  /** Rules that threw: an internal error, named so that the others' results still stand. */
  readonly crashes: readonly Crash[];
}

export interface Crash {
  readonly rule: string;
  readonly error: string;
  readonly span: Span;
}

/** Analyses every document of a text. The analyses are those of the dialect's `cut(text)`, in order. */
export function analyzeText(rules: readonly Rule[], text: string, settings: Settings, role?: FileRole): readonly Analysis[] {
  const dialect = dialectOf(text, role);
  return dialect.cut(text).map(({ start, end }) => analyze(rules, dialect, text, start, end, settings));
}

/** Analyses the document in `text` from `from` to `to`. Depends on nothing but that text, its dialect and the settings, and never throws. */
export function analyze(
  rules: readonly Rule[],
  dialect: Dialect,
  text: string,
  from: number,
  to: number,
  settings: Settings,
): Analysis {
  const analysis = analyzeTree(rules, dialect.parse(text, from, to), settings, dialect.implied);
  // What an action decides is unknown: such a document was checked as far as it can be read.
  return dialect.name === "template" && analysis.facts.length > 0 ? { ...analysis, unchecked: "template" } : analysis;
}

/** The same for a document that is parsed already. `implied` is what it is if it does not say so. */
export function analyzeTree(rules: readonly Rule[], tree: Tree, settings: Settings, implied?: TypeMeta): Analysis {
  const plan = planFor(rules, settings);
  const resources = resourcesOf(tree, implied);
  const run = new Run(settings);
  const kubernetes = resources.length > 0 || (tree.problems.length > 0 && looksLikeKubernetes(tree));
  if (kubernetes)
    for (const rule of plan.document) run.visit(rule, undefined, undefined, () => rule.rule.document?.(tree, run.context(rule)));
  for (const resource of resources) {
    const own = settings.forResource?.(resource) ?? settings;
    visitResource(run, own === settings ? plan : planFor(rules, own), resource, own);
  }
  return {
    findings: yielded(plan, run.findings).sort(
      (a, b) => a.span.start - b.span.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
    ),
    directives: directivesOf(tree, resources, settings.podSources),
    facts: resources.map((resource) => factsOf(resource, settings.podSources)),
    unchecked: kubernetes || tree.root === undefined ? undefined : "not-kubernetes",
    crashes: run.crashes,
  };
}

function visitResource(run: Run, plan: Plan, resource: Resource, settings: Settings): void {
  for (const rule of plan.resource(resource))
    run.visit(rule, resource, undefined, () => rule.rule.resource?.(resource, run.context(rule)));
  if (plan.pod.length === 0 && plan.container.length === 0) return;
  const pod = podOf(resource, settings.podSources);
  if (!pod) return;
  for (const rule of plan.pod) run.visit(rule, resource, undefined, () => rule.rule.pod?.(pod, run.context(rule)));
  for (const container of pod.containers)
    for (const rule of plan.container)
      run.visit(rule, resource, container.name, () => rule.rule.container?.(container, run.context(rule)));
}

/** A broken document is ours to report only if it is meant for Kubernetes: both keys stand at the start of a line. */
function looksLikeKubernetes(tree: Tree): boolean {
  const source = tree.text.slice(tree.from, tree.to);
  return /^["']?apiVersion["']?[ \t]*:/m.test(source) && /^["']?kind["']?[ \t]*:/m.test(source);
}

/** Collects what the rules report while they visit one document. */
class Run {
  readonly findings: Finding[] = [];
  readonly crashes: Crash[] = [];
  readonly #settings: Settings;
  readonly #contexts = new Map<Active, Context>();
  readonly #enabled: (rule: string) => boolean;
  #resource: Resource | undefined;
  #id: ResourceId | undefined;
  #container: string | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#enabled = (rule) => settings.rules.has(rule);
  }

  visit(active: Active, resource: Resource | undefined, container: string | undefined, body: () => void): void {
    if (resource !== this.#resource) {
      this.#resource = resource;
      this.#id = resource && identify(resource);
    }
    this.#container = container || undefined;
    try {
      body();
    } catch (error) {
      const span = resource?.root.site ?? { start: 0, end: 0 };
      this.crashes.push({
        rule: active.rule.id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        span,
      });
    }
  }

  context(active: Active): Context {
    const known = this.#contexts.get(active);
    if (known) return known;
    const context: Context = {
      options: active.settings.options,
      kubernetes: this.#settings.kubernetes,
      enabled: this.#enabled,
      report: (where, message, extra) => this.#report(active, where, message, extra),
    };
    this.#contexts.set(active, context);
    return context;
  }

  #report(active: Active, where: Place, message: string, extra: Extra | undefined): void {
    const { rule, settings } = active;
    this.findings.push({
      rule: rule.id,
      severity: settings.pinned ? settings.severity : (extra?.severity ?? settings.severity),
      message: message.replaceAll(' ""', ""), // a name that a template decides, or that is missing
      span: { start: where.site.start, end: where.site.end },
      path: where.path,
      resource: this.#id,
      container: this.#container,
      related: (extra?.related ?? []).map(({ message, at }) => ({ message, span: at.site })),
      fixes: extra?.fixes ?? [],
      fingerprint: fingerprint(rule.id, this.#id, where.path, this.#resource),
      ...(rule.tag ? { tag: rule.tag } : {}),
    });
  }
}

function identify(resource: Resource): ResourceId {
  return { apiVersion: resource.apiVersion, kind: resource.kind, namespace: resource.namespace ?? null, name: resource.name };
}
