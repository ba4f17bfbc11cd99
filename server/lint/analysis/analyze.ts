import { factsOf, type ResourceFacts } from "../../kube/facts/facts.ts";
import { type HalfTyped, halfTypedIn } from "../../kube/half-typed.ts";
import { type Pod, podOf, podsOf } from "../../kube/pod.ts";
import { type Resource, resourcesOf, type TypeMeta } from "../../kube/resource.ts";
import { NONE } from "../../text/none.ts";
import type { Span } from "../../text/span.ts";
import type { Dictionary, Words } from "../../text/words.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import type { Directive } from "../directive/directive.ts";
import { directivesOf } from "../directive/directives.ts";
import { type Crash, crashOf } from "../rule/crash.ts";
import { byPlace, type Finding } from "../rule/finding.ts";
import type { Rule } from "../rule/rule.ts";
import type { Settings } from "../rule/settings.ts";
import { type Dialect, dialectOf, type FileRole } from "./dialect.ts";
import { documentsIn } from "./lintable.ts";
import { wordsOf } from "./needs.ts";
import { type Plan, planFor } from "./plan.ts";
import { withoutYielding } from "./precedence.ts";
import { type Found, overRenderings } from "./renderings.ts";
import { Run } from "./run.ts";
import { hasUnreadPod, type Unchecked, uncheckedDocument } from "./unchecked.ts";
import { united } from "./union.ts";
import { type Visits, visitsFor } from "./visits.ts";

/** Everything that one slice yields: plain data, offsets relative to the slice. */
export interface Analysis {
  /** Sorted by place. */
  readonly findings: readonly Finding[];
  /** Of a document without an object: what holds if others of its file have one. */
  readonly nonObject?: readonly Finding[];
  readonly directives: readonly Directive[];
  readonly facts: readonly ResourceFacts[];
  readonly unchecked: Unchecked | undefined;
  /** Rules that threw: an internal error, named so that the others' results still stand. */
  readonly crashes: readonly Crash[];
}

/** What rules run over, and how. */
export interface Checks {
  readonly rules: readonly Rule[];
  readonly settings: Settings;
}

/** A document in a text, with what checks it. */
export interface AnalysisInput extends Checks, Span {
  readonly dialect: Dialect;
  readonly text: string;
}

/** Analyses every document of a file. The analyses are those of `documentsIn(dialectOf(text, role), text, role)`, in order. */
export function analyzeText(rules: readonly Rule[], text: string, settings: Settings, role?: FileRole): readonly Analysis[] {
  const dialect = dialectOf(text, role);
  return documentsIn(dialect, text, role).map(({ start, end }) => analyze({ rules, settings, dialect, text, start, end }));
}

/** Analyses a document. Depends on nothing but its text, its dialect and the settings, and never throws. */
export function analyze(input: AnalysisInput): Analysis {
  try {
    return analyzeDocument(input);
  } catch (error) {
    const crashes = [crashOf(undefined, error, { start: 0, end: 0 })];
    return { findings: NONE, directives: NONE, facts: NONE, unchecked: "internal-error", crashes };
  }
}

function analyzeDocument(input: AnalysisInput): Analysis {
  const { dialect, text, start, end } = input;
  const tree = dialect.parse(text, start, end);
  const analysis = analyzeWith(input, tree, { dialect, words: wordsOf }, dialect.implied);
  if (dialect.name === "yaml" && (analysis.unchecked === "not-kubernetes" || tree.root === undefined)) {
    const half = halfTypedIn(tree);
    const { findings, crashes } = visitNonObject(input, tree, half);
    const own = half ? { findings } : { nonObject: findings };
    return { ...analysis, ...own, crashes: [...analysis.crashes, ...crashes] };
  }
  if (dialect.name === "patch") return { ...analysis, findings: analysis.findings.filter(isAboutContent) };
  if (dialect.name === "assertion") {
    const ofForm = new Set(
      input.rules.filter(({ family, id }) => FORM.has(family) && id !== "server-populated-field").map(({ id }) => id),
    );
    const findings = analysis.findings.filter((one) => ofForm.has(one.rule) && isAboutContent(one));
    return { ...analysis, findings, unchecked: analysis.unchecked ?? "assertion" };
  }
  // What an action decides is unknown: such a document was checked as far as it can be read.
  return dialect.name === "template" && analysis.facts.length > 0 && !analysis.unchecked
    ? { ...analysis, unchecked: "template" }
    : analysis;
}

/** What counts in an object that a test only compares with: nothing in it is applied, but what cannot be there is never found. */
const FORM: ReadonlySet<string> = new Set(["schema", "api-deprecation"]);

/** Not about the name or namespace: what a patch says of those only finds its object, and with a target means nothing. */
function isAboutContent({ path }: Finding): boolean {
  return path.length !== 2 || path[0] !== "metadata" || (path[1] !== "name" && path[1] !== "namespace");
}

/** The same for a document that is parsed already. */
export function analyzeTree(checks: Checks, tree: Tree): Analysis {
  return analyzeWith(checks, tree, { words: wordsOf });
}

/** The same for an object that a kustomization builds: what it holds need not stand in its text as it is. */
export function analyzeBuilt(checks: Checks, tree: Tree): Analysis {
  return analyzeWith(checks, tree, { words: () => "any" });
}

interface Search {
  /** How the tree was read; absent where there is but one way. */
  readonly dialect?: Dialect;
  words(tree: Tree, dictionary: Dictionary): Words;
}

function analyzeWith(checks: Checks, tree: Tree, search: Search, implied?: TypeMeta): Analysis {
  const resources = resourcesOf(tree, implied);
  const facts: ResourceFacts[] = [];
  let unread = false;
  const own = visitTree(checks, tree, resources, search, (resource, pod, pods) => {
    facts.push(factsOf(resource, pod));
    unread ||= hasUnreadPod(resource, pods);
  });
  const renderings = own && search.dialect?.renderings?.(tree);
  const findings =
    own && renderings
      ? overRenderings(own, renderings, (other) => visitTree(checks, other, resourcesOf(other), search) ?? nothingIn(other))
      : (own?.findings ?? NONE);
  return {
    findings: findings.slice(), // one that grew keeps room for more
    directives: tree.built ? NONE : directivesOf(tree, resources, checks.settings.podSources),
    facts: own ? facts : NONE,
    unchecked: own ? (unread ? "unread-pod" : undefined) : uncheckedDocument(tree),
    crashes: own?.crashes ?? NONE,
  };
}

type Visited = Found & Pick<Analysis, "crashes">;

/**
 * What the rules find in the objects of a tree; `undefined` if it is nothing of Kubernetes. `visited`: is shown each object that the rules have seen, with
 * the pod that it holds, and the same, where it has several, one by one.
 */
function visitTree(
  { rules, settings }: Checks,
  tree: Tree,
  resources: readonly Resource[],
  search: Search,
  visited?: (resource: Resource, pod: Pod | undefined, pods: readonly Pod[]) => void,
): Visited | undefined {
  if (resources.length === 0 && (tree.problems.length === 0 || !looksLikeKubernetes(tree))) return undefined;
  const plan = planFor(rules, settings);
  const words = search.words(tree, plan.dictionary);
  const run = new Run(tree, settings);
  run.enter(plan, undefined);
  if (!tree.built) show(run, plan.document, words, tree); // the files themselves are what these rules look at
  for (const resource of resources) {
    const pod = podOf(resource, settings.podSources);
    const pods = podsOf(resource, pod, settings.podSources);
    const own = settings.forResource?.(resource) ?? settings;
    visitResource(run, own === settings ? plan : planFor(rules, own), words, resource, pods);
    visited?.(resource, pod, pods);
    if (resources.length > 1) resource.root.forget(); // of thousands of objects in a List, one at a time
  }
  run.leave();
  return {
    tree,
    findings: withoutYielding(plan, united(run.findings.sort(byPlace), run.readings)),
    pinned: run.pinned,
    objects: resources,
    crashes: run.crashes,
  };
}

function nothingIn(tree: Tree): Found {
  return { tree, findings: NONE, pinned: new Set(), objects: NONE };
}

function visitNonObject({ rules, settings }: Checks, tree: Tree, half: HalfTyped | undefined): Run {
  const plan = planFor(rules, settings);
  const run = new Run(tree, settings);
  run.enter(plan, undefined);
  if (half) run.visit(plan.halfTyped, half);
  else show(run, plan.nonObject, "any", tree);
  run.leave();
  return run;
}

function visitResource(run: Run, plan: Plan, words: Words, resource: Resource, pods: readonly Pod[]): void {
  run.enter(plan, resource);
  show(run, plan.resource(resource), words, resource);
  for (const pod of pods) {
    show(run, plan.pod, words, pod);
    const needing = visitsFor(plan.container, words);
    for (const container of pod.containers) {
      run.visit(plan.container.always, container, container.name);
      run.visit(needing, container, container.name);
    }
  }
}

/** Shows a thing to the rules that may have something to say about it. */
function show<T>(run: Run, visits: Visits<T>, words: Words, thing: T): void {
  run.visit(visits.always, thing);
  run.visit(visitsFor(visits, words), thing);
}

/** A broken document is ours to report only if it is meant for Kubernetes: both keys stand at the start of a line, one perhaps without its colon. */
function looksLikeKubernetes(tree: Tree): boolean {
  const source = tree.text.slice(tree.from, tree.to);
  return (
    /^(- ?)?["']?(apiVersion|kind)["']?[ \t]*:/m.test(source) &&
    /^(- ?)?["']?apiVersion\b["']?[ \t]*[:= \t]/m.test(source) &&
    /^(- ?)?["']?kind\b["']?[ \t]*[:= \t]/m.test(source)
  );
}
