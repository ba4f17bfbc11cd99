import type { IndexedObject } from "../../kube/facts/indexed-object.ts";
import type { ObjectIndex } from "../../kube/facts/object-index.ts";
import type { ReferenceSettings } from "../../kube/facts/resolve.ts";
import type { FactSite } from "../../kube/facts/site.ts";
import type { HalfTyped } from "../../kube/half-typed.ts";
import { type Container, isNodeAgent, type Pod } from "../../kube/pod.ts";
import type { Resource } from "../../kube/resource.ts";
import type { CustomKinds } from "../../kube/schema/custom-kinds.ts";
import type { ObjectSchema } from "../../kube/schema/schema.ts";
import type { Violation } from "../../kube/schema/violation.ts";
import type { Op } from "../../yaml/edit/op.ts";
import type { Place } from "../../yaml/tree/field.ts";
import type { Json } from "../../yaml/tree/json.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import type { Fix, FixClass, Severity } from "./finding.ts";
import type { Options, ValuesOf } from "./options.ts";

/** Where a rule is on by default. `recommended` ⊂ `strict` ⊂ `all`; the presets pss-*, cis and nsa follow from `standards`. */
export const TIERS = ["recommended", "strict", "all"] as const;
export type Tier = (typeof TIERS)[number];

/** What a user can extend. */
export const PRESETS = ["recommended", "strict", "all", "pss-baseline", "pss-restricted", "cis", "nsa"] as const;
export type Preset = (typeof PRESETS)[number];

/** A control of a published standard: `pss:baseline`, `pss:restricted`, `cis:5.2.2` (CIS Kubernetes Benchmark v1.12), `nsa`. */
export type Standard = `pss:${"baseline" | "restricted"}` | `cis:${string}` | "nsa";

export interface Meta {
  /** File name, sample name, configuration key and page name. */
  readonly id: string;
  /** The folder. */
  readonly family: string;
  readonly severity: Severity;
  readonly tier: Tier;
  /** One line that states the problem. */
  readonly title: string;
  /** The attack or the outage: one to four sentences for a tired on-call engineer. */
  readonly why: string;
  /** When it is right to ignore the rule. */
  readonly ignoreWhen?: string;
  /** What to do where there is no automatic fix. */
  readonly how?: string;
  readonly standards?: readonly Standard[];
  readonly references?: readonly string[];
  /** The same check in other tools, "kube-linter:privileged-container": for migration and their suppression markers. */
  readonly peers?: readonly string[];
  /** The strongest class of fix that the rule may offer. */
  readonly fix?: FixClass;
  /**
   * Rules that say more: where one of them reports the same node (or one above or below it), this one is silent, unless it
   * would say error and the other does not, or the other is on in fewer presets.
   */
  readonly yieldsTo?: readonly string[];
  /** Option values that a preset uses instead of the defaults, such as the exact Pod Security reading. `all` has those of `strict` too. */
  readonly presetOptions?: { readonly [P in Preset]?: { readonly [option: string]: Json } };
  /** What it underlines may be a secret: reports, which end in logs, do not show it. */
  readonly confidential?: true;
  /** The tag of its diagnostics in an editor. */
  readonly tag?: "deprecated" | "unnecessary";
}

/** What else a report may carry. */
export interface Extra {
  /** Places that explain the finding. */
  readonly related?: readonly { readonly message: string; readonly at: Place }[];
  /** Alternatives; the first is the preferred one. */
  readonly fixes?: readonly Fix[];
  /** Instead of the rule's own; what a user configures still wins. */
  readonly severity?: Severity;
}

/** What a rule is given beside the thing it looks at. */
export interface Context<O extends Options = Options> {
  readonly options: ValuesOf<O>;
  /** The target Kubernetes version: the N of 1.N. */
  readonly kubernetes: number;
  /** Whether another rule is switched on, for rules that sum up others. */
  enabled(rule: string): boolean;
  /**
   * Whether a rule may leave something to another one: that is switched on, by each preset that has this one on. What one preset reports is not for a
   * rule that only another preset has on.
   */
  defersTo(rule: string): boolean;
  /** Reports at the place's site. One finding per cause; never a whole block. */
  report(where: Place, message: string, extra?: Extra): void;
}

/** What a rule over several documents is given. */
export interface WorkspaceContext<O extends Options = Options> {
  readonly options: ValuesOf<O>;
  readonly kubernetes: number;
  /** When something missing is a finding. */
  readonly references: ReferenceSettings;
  /** Reports at a site of the object's facts: the span is looked up when the finding is shown, so it follows the text. */
  report(where: FactSite, message: string, extra?: WorkspaceExtra): void;
}

export interface WorkspaceExtra {
  readonly related?: readonly { readonly message: string; readonly object: IndexedObject; readonly at: FactSite }[];
  readonly fixes?: readonly Fix[];
  readonly severity?: Severity;
}

/** A custom resource of an API group of which some kind is defined, with what the definitions say of it. */
export interface CustomObject {
  readonly resource: Resource;
  /** What all definitions say. */
  readonly kinds: CustomKinds;
  /** That of the first definition; `undefined` where none describes this version of it. */
  readonly schema: ObjectSchema | undefined;
  /** What fits none of them. */
  readonly violations: readonly Violation[];
}

export interface Visitors<O extends Options = Options> {
  /** Once per YAML document, Kubernetes or not: for rules about YAML itself. */
  document?(tree: Tree, ctx: Context<O>): void;
  /** Once per YAML document that holds no object, in a plain file (no template, no patch) that holds some. */
  nonObject?(tree: Tree, ctx: Context<O>): void;
  /** Once per YAML document of a plain file that is an object but for its apiVersion or its kind. */
  halfTyped?(object: HalfTyped, ctx: Context<O>): void;
  /** Once per Kubernetes object (items of a List each), if its kind is among `kinds` (or `kinds` is missing). */
  resource?(resource: Resource, ctx: Context<O>): void;
  /** Once per pod spec, whatever workload kind holds it. */
  pod?(pod: Pod, ctx: Context<O>): void;
  /** Once per container of every role. */
  container?(container: Container, ctx: Context<O>): void;
  /** Once per custom resource of a group that some file defines kinds of, be it another file; after all that is above. */
  custom?(object: CustomObject, ctx: Context<O>): void;
  /** Whether another document answers what the rule finds in an object by itself: then it is not said. Asked again as `workspace` is. */
  answered?(object: IndexedObject, index: ObjectIndex, options: ValuesOf<O>): boolean;
  /** Once per object of all documents, and again when what was looked up in the index has changed; sees facts only. */
  workspace?(object: IndexedObject, index: ObjectIndex, ctx: WorkspaceContext<O>): void;
}

export interface Rule extends Meta, Visitors<Options> {
  readonly options: Options;
  /**
   * Words (runs of letters and digits, or a `*`) one of which stands in every document that the rule has something to say about; it is not
   * shown the others. For speed alone: `test/lint/needs.test.ts` compares with a run without.
   */
  readonly needs?: readonly string[];
  /** For `resource`: `Service` means the kind of a built-in API group, `networking.istio.io/VirtualService` that of another group. */
  readonly kinds?: readonly string[];
}

/** Declares a rule. A rule is a constant: it has no state between visits, reads no clock and does no I/O. */
export function defineRule<const O extends Options = Record<never, never>>(
  rule: Meta & { readonly options?: O; readonly kinds?: readonly string[]; readonly needs?: readonly string[] } & Visitors<
      NoInfer<O>
    >,
): Rule {
  return { ...rule, options: rule.options ?? {} } as unknown as Rule;
}

/** Whether what a rule finds is about one object, and not about a text or several objects. */
export function isAboutObject(rule: Rule | undefined): boolean {
  return Boolean(rule && (rule.resource ?? rule.pod ?? rule.container ?? rule.custom) && !rule.document);
}

/** A fix that leaves the running object as it is. */
export function safe(title: string, ...ops: readonly Op[]): Fix {
  return { title, class: "safe", ops };
}

/** A fix that changes behaviour. */
export function suggestion(title: string, ...ops: readonly Op[]): Fix {
  return { title, class: "suggestion", ops };
}

/** A suggestion that takes from a pod what it may do: one for a person to choose where that is what the pod is for (`isNodeAgent`). */
export function narrowing(pod: Pod, title: string, ...ops: readonly Op[]): Fix {
  return isNodeAgent(pod) ? manual(title, ...ops) : suggestion(title, ...ops);
}

/** A suggestion that nobody would want for all findings at once (`Fix.manual`). */
export function manual(title: string, ...ops: readonly Op[]): Fix {
  return { title, class: "suggestion", manual: true, ops };
}
