import type { Resource } from "../../kube/resource.ts";
import { NONE } from "../../text/none.ts";
import { Field, type Path, type Place } from "../../yaml/tree/field.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import { type Crash, crashOf } from "../rule/crash.ts";
import type { Finding, ResourceId, Severity } from "../rule/finding.ts";
import { Fingerprints } from "../rule/fingerprint.ts";
import type { Extra } from "../rule/rule.ts";
import type { Settings } from "../rule/settings.ts";
import type { Outlet, Plan, Sink } from "./plan.ts";
import type { Active, Visit } from "./visits.ts";

/** Collects what the rules report while they visit one document. */
export class Run implements Sink {
  readonly findings: Finding[] = [];
  /** Those whose severity the user chose. */
  readonly pinned = new Set<Finding>();
  /** Of rules that run under several readings. */
  readonly readings = new Map<Finding, Active>();
  crashes: readonly Crash[] = NONE; // nearly always
  readonly #tree: Tree;
  readonly #keepsFixes: boolean;
  #outlet: Outlet | undefined;
  #resource: Resource | undefined;
  #id: ResourceId | undefined;
  readonly #fingerprints = new Fingerprints();
  #container: string | undefined;

  constructor(tree: Tree, { withoutFixes = false }: Settings) {
    this.#tree = tree;
    this.#keepsFixes = !withoutFixes;
  }

  /** Begins with an object, or with the document as a whole. The rules are those of the plan until the next `enter` or `leave`. */
  enter(plan: Plan, resource: Resource | undefined): void {
    this.leave();
    this.#outlet = plan.outlet;
    this.#outlet.sink = this;
    this.#resource = resource;
    this.#id = resource && identify(resource);
    this.#fingerprints.enter(this.#id, resource);
  }

  leave(): void {
    if (this.#outlet) this.#outlet.sink = undefined;
    this.#outlet = undefined;
  }

  /** Shows a thing to rules. `container` is the name of the one that the thing is. */
  visit<T>(visits: readonly Visit<T>[], thing: T, container?: string): void {
    this.#container = container || undefined;
    // The hottest loop of all, and an iterator makes an object for each item.
    for (let i = 0; i < visits.length; i++) {
      const { active, visit } = visits[i] as Visit<T>;
      try {
        visit(thing, active.context);
      } catch (error) {
        this.#crash(active, error);
      }
    }
  }

  report(active: Active, where: Place, message: string, extra: Extra | undefined): void {
    const { rule, settings } = active;
    const { site, path } = where;
    const finding: Finding = {
      rule: rule.id,
      severity: settings.pinned ? settings.severity : this.#severityOf(extra?.severity ?? settings.severity, path),
      message: withoutEmptyNames(message),
      span: { start: site.start, end: site.end },
      path,
      resource: this.#id,
      container: this.#container,
      related: extra?.related?.map(({ message, at }) => ({ message: withoutEmptyNames(message), span: at.site })) ?? NONE,
      fixes: (this.#keepsFixes ? extra?.fixes : undefined) ?? NONE,
      fingerprint: this.#fingerprints.of(rule.id, path),
    };
    const tagged = rule.tag ? { ...finding, tag: rule.tag } : finding;
    this.findings.push(tagged);
    if (settings.readings) this.readings.set(tagged, active);
    if (settings.pinned) this.pinned.add(tagged);
  }

  /** What a template or a placeholder decides is no error (docs/severity.md): the text may say anything there. */
  #severityOf(severity: Severity, path: Path): Severity {
    return severity === "error" && Field.root(this.#tree).at(...path).state === "unknown" ? "warning" : severity;
  }

  #crash({ rule }: Active, error: unknown): void {
    this.crashes = [...this.crashes, crashOf(rule.id, error, this.#resource?.root.site ?? { start: 0, end: 0 })];
  }
}

/** Leaves a name out that a template decides, or that is missing. */
function withoutEmptyNames(message: string): string {
  return message.includes(' ""') ? message.replaceAll(' ""', "") : message;
}

function identify(resource: Resource): ResourceId {
  return { apiVersion: resource.apiVersion, kind: resource.kind, namespace: resource.namespace ?? null, name: resource.name };
}
