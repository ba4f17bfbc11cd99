import { type IndexedObject, inOrder } from "../../kube/facts/indexed-object.ts";
import { ObjectIndex, type Outside, objectGroups } from "../../kube/facts/object-index.ts";
import type { FactSite } from "../../kube/facts/site.ts";
import { groupedBy } from "../../text/grouped.ts";
import { NONE } from "../../text/none.ts";
import type { Span } from "../../text/span.ts";
import { planFor } from "../analysis/plan.ts";
import { united } from "../analysis/union.ts";
import type { Active } from "../analysis/visits.ts";
import { inSets } from "../chart/set/in-sets.ts";
import type { BuildPlace, BuiltObject } from "../overlay/built-object.ts";
import { type Crash, crashOf } from "../rule/crash.ts";
import type { Finding, ResourceId } from "../rule/finding.ts";
import { fingerprint } from "../rule/fingerprint.ts";
import type { Rule, WorkspaceContext, WorkspaceExtra } from "../rule/rule.ts";
import type { RuleSettings, Settings } from "../rule/settings.ts";
import type { FileState } from "./file-state.ts";
import { type BuildObjects, buildObjects, type FileByName, type OwnObjects, ownObjects } from "./objects.ts";

/** A finding over several documents. Its place is the path of a fact's site: the span is looked up again when it is shown. */
export interface WorkspaceFinding extends Omit<Finding, "related"> {
  readonly slice: number;
  /** The file that `slice` and `span` count in, where that is not the object's own. */
  readonly elsewhere?: string;
  readonly related: readonly { readonly message: string; readonly object: IndexedObject; readonly at: FactSite }[];
}

/** A rule that threw while it looked at an object; the span is relative to the object's slice. */
interface WorkspaceCrash extends Crash {
  readonly slice: number;
}

/** What the rules found in an object. */
interface Check {
  readonly crashes: readonly WorkspaceCrash[];
  readonly findings: readonly WorkspaceFinding[];
  /** The rules whose findings in the object itself other documents answer. */
  readonly answered: readonly string[];
}

/** A message about an object of a build, in the words of a file. */
export type AsWrittenInBuild = (kustomization: string, message: string, uri: string) => string;

interface Visit {
  readonly rule: Rule;
  readonly visit: NonNullable<Rule["workspace"]>;
  readonly context: WorkspaceContext;
}

/**
 * The objects of all documents with what the rules over several documents find in them. Such a rule is asked about one object at a time,
 * and asked again where something that it looked up has changed.
 */
export class Workspace {
  readonly #rules: readonly Rule[];
  readonly #settingsFor: (uri: string) => Settings;
  readonly #asWritten: AsWrittenInBuild;
  readonly #groups = objectGroups();
  /** Look-ups over all objects. */
  readonly index: ObjectIndex;
  readonly #own = new Map<string, OwnObjects>();
  readonly #built = new Map<string, BuildObjects>(); // by kustomization
  readonly #checks = new Map<IndexedObject, Check>();
  readonly #visits = new WeakMap<Settings, readonly Visit[]>();
  #visited: IndexedObject | undefined;
  #reported: WorkspaceFinding[] | undefined; // of what is visited
  readonly #readings = new Map<WorkspaceFinding, Active>(); // of what was reported, for rules that run under several readings
  readonly #found = new Map<string, Map<IndexedObject, readonly WorkspaceFinding[]>>(); // by file
  readonly #lists = new Map<string, readonly WorkspaceFinding[]>(); // what `#found` holds, made when it is asked for
  readonly #answered = new Map<string, Set<IndexedObject>>(); // by file, the objects of which something is answered
  readonly #crashed = new Set<IndexedObject>();
  readonly #changed = new Set<string>(); // files whose findings are different now

  /** A rule reports only in files whose settings have it on; what it says of a built object is put `asWritten` in the file in which that is shown. */
  constructor(rules: readonly Rule[], settingsFor: (uri: string) => Settings, outside: Outside, asWritten: AsWrittenInBuild) {
    this.#rules = rules;
    this.#settingsFor = settingsFor;
    this.#asWritten = asWritten;
    this.index = new ObjectIndex(this.#groups, outside);
  }

  /** Sets what stands in a file; `undefined` if it is gone. `built`: where the objects in it begin that kustomizations build. */
  setFile(uri: string, file: FileState | undefined, scope: string, built: readonly Span[]): void {
    const before = this.#own.get(uri);
    const now = file && ownObjects(file, scope, built, before);
    if (now) this.#own.set(uri, now);
    else this.#own.delete(uri);
    this.#replace(objectsOnlyIn(before, now), objectsOnlyIn(now, before));
    // The rules ask them under other settings now, also those that a kustomization builds from the file.
    if (before && before.settings !== file?.settings)
      for (const object of this.index.inFile({ uri })) this.#groups.expire(object);
  }

  /** Sets what a kustomization builds; `undefined` if there is no such build any more. */
  setBuild(build: BuildPlace, objects: readonly BuiltObject[] | undefined, fileOf: FileByName): void {
    const kustomization = build.scope;
    const before = this.#built.get(kustomization);
    const now = objects && buildObjects(build, objects, fileOf, before);
    if (now) this.#built.set(kustomization, now);
    else this.#built.delete(kustomization);
    const kept = new Set(now?.indexed);
    const known = new Set(before?.indexed);
    this.#replace(
      [...known].filter((object) => !kept.has(object)),
      [...kept].filter((object) => !known.has(object)),
    );
  }

  /** All objects, in their order. */
  objects(): readonly IndexedObject[] {
    const own = [...this.#own.values()].flatMap(({ slices }) => slices.flatMap(({ objects }) => objects));
    return [...own, ...[...this.#built.values()].flatMap(({ indexed }) => indexed)].sort(inOrder);
  }

  /** Objects that asked the file system for something will be checked again. */
  filesChanged(): void {
    this.#groups.outsideChanged();
  }

  /** Asks the rules about everything for which something has changed. Returns the files whose findings are different now. */
  settle(): readonly string[] {
    for (const object of this.#groups.stale()) {
      const before = this.#checks.get(object);
      const now = this.#check(object, this.#settingsFor(object.uri));
      this.#checks.set(object, now);
      if (now.crashes.length > 0) this.#crashed.add(object);
      else this.#crashed.delete(object);
      this.#note(object, before?.findings ?? NONE, now.findings);
      this.#noteAnswers(object, before?.answered ?? NONE, now.answered);
    }
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  /** What was found in a file when everything was settled. */
  findings(uri: string): readonly WorkspaceFinding[] {
    const found = this.#found.get(uri);
    if (!found) return NONE;
    const list = this.#lists.get(uri) ?? listed([...found]);
    this.#lists.set(uri, list);
    return list;
  }

  /** The findings of a file without those about single objects that other documents answer, wherever the object is deployed. */
  unanswered<F extends Pick<Finding, "rule" | "resource"> & { readonly slice: number }>(
    uri: string,
    findings: readonly F[],
    isOfObject: (finding: F) => boolean,
  ): readonly F[] {
    if (!this.#answered.has(uri)) return findings;
    const objects = this.index.inFile({ uri });
    const byKind = groupedBy(objects, ({ slice, kind }) => `${slice} ${kind}`);
    const byName = groupedBy(objects, ({ slice, kind, name }) => `${slice} ${kind} ${name}`);
    const left = findings.filter((finding) => {
      if (!isOfObject(finding)) return true;
      const { rule, slice, resource } = finding;
      const meant =
        resource && (byName.get(`${slice} ${resource.kind} ${resource.name}`) ?? byKind.get(`${slice} ${resource.kind}`));
      return !meant?.every((object) => this.#checks.get(object)?.answered.includes(rule));
    });
    return left.length === findings.length ? findings : left;
  }

  /** The rules that threw at objects of a file when everything was settled. */
  crashes(uri: string): readonly WorkspaceCrash[] {
    if (this.#crashed.size === 0) return NONE;
    return [...this.#crashed].flatMap((object) => (object.uri === uri ? (this.#checks.get(object)?.crashes ?? NONE) : NONE));
  }

  #replace(gone: readonly IndexedObject[], come: readonly IndexedObject[]): void {
    if (gone.length === 0 && come.length === 0) return;
    this.#groups.replace(gone, come);
    for (const object of gone) {
      this.#note(object, this.#checks.get(object)?.findings ?? NONE, NONE);
      this.#noteAnswers(object, this.#checks.get(object)?.answered ?? NONE, NONE);
      this.#checks.delete(object);
      this.#crashed.delete(object);
    }
  }

  /** Keeps what was found in an object, and whether that is different now. */
  #note(object: IndexedObject, before: readonly WorkspaceFinding[], now: readonly WorkspaceFinding[]): void {
    if (before.length === 0 && now.length === 0) return;
    const files = new Set([...before, ...now].map(({ elsewhere }) => elsewhere ?? object.uri));
    for (const uri of files) {
      const isHere = ({ elsewhere = object.uri }: WorkspaceFinding) => elsewhere === uri;
      this.#noteIn(uri, object, before.filter(isHere), now.filter(isHere));
    }
  }

  #noteIn(uri: string, object: IndexedObject, before: readonly WorkspaceFinding[], now: readonly WorkspaceFinding[]): void {
    const found = this.#found.get(uri) ?? new Map<IndexedObject, readonly WorkspaceFinding[]>();
    if (now.length > 0) found.set(object, now);
    else found.delete(object);
    if (found.size > 0) this.#found.set(uri, found);
    else this.#found.delete(uri);
    this.#lists.delete(uri);
    if (before.length !== now.length || JSON.stringify(before) !== JSON.stringify(now)) this.#changed.add(uri);
  }

  #noteAnswers(object: IndexedObject, before: readonly string[], now: readonly string[]): void {
    if (before.length === 0 && now.length === 0) return;
    const answered = this.#answered.get(object.uri) ?? new Set<IndexedObject>();
    if (now.length > 0) answered.add(object);
    else answered.delete(object);
    if (answered.size > 0) this.#answered.set(object.uri, answered);
    else this.#answered.delete(object.uri);
    if (before.join() !== now.join()) this.#changed.add(object.uri);
  }

  #check(object: IndexedObject, settings: Settings): Check {
    const visits = this.#visitsUnder(settings);
    let crashes: readonly WorkspaceCrash[] = NONE;
    let answered: readonly string[] = NONE;
    const crashed = (rule: Rule, error: unknown) => {
      crashes = [...crashes, { ...crashOf(rule.id, error, object.site.span), slice: object.slice }];
    };
    this.#visited = object;
    this.#reported = undefined;
    this.#readings.clear();
    this.#groups.watch(object, () => {
      for (let i = 0; i < visits.length; i++) {
        const { rule, visit, context } = visits[i] as Visit;
        try {
          visit(object, this.index, context);
        } catch (error) {
          crashed(rule, error);
        }
      }
      for (const { rule, context } of planFor(this.#rules, settings).answered)
        try {
          if (rule.answered?.(object, this.index, context.options)) answered = [...answered, rule.id];
        } catch (error) {
          crashed(rule, error);
        }
    });
    const reported = this.#reported ?? NONE;
    return { findings: united(reported, this.#readings), answered, crashes };
  }

  #visitsUnder(settings: Settings): readonly Visit[] {
    let visits = this.#visits.get(settings);
    if (!visits) {
      visits = planFor(this.#rules, settings).workspace.flatMap((active) => {
        const { rule, settings: own } = active;
        const report: WorkspaceContext["report"] = (where, message, extra) => {
          const object = this.#visited;
          if (!object || !mayBeRendered(object, extra?.related)) return;
          const uri = where.elsewhere?.uri ?? object.uri;
          if (where.elsewhere && !this.#settingsFor(uri).rules.has(rule.id)) return;
          this.#reported ??= [];
          const asWritten = (text: string, file: string) => (object.built ? this.#asWritten(object.scope, text, file) : text);
          const related = extra?.related?.map((one) => {
            return { ...one, message: asWritten(one.message, one.at.elsewhere?.uri ?? one.object.uri) };
          });
          const more = extra && related ? { ...extra, related } : extra;
          const finding = findingOf(rule, own, object, where, asWritten(message, uri), more);
          this.#reported.push(finding);
          if (own.readings) this.#readings.set(finding, active);
        };
        const context: WorkspaceContext = {
          options: active.context.options,
          kubernetes: settings.kubernetes,
          references: settings,
          report,
        };
        return rule.workspace ? [{ rule, visit: rule.workspace, context }] : [];
      });
      this.#visits.set(settings, visits);
    }
    return visits;
  }
}

function objectsOnlyIn(one: OwnObjects | undefined, other: OwnObjects | undefined): readonly IndexedObject[] {
  if (!one) return NONE;
  const [first, second] = one.slices;
  if (!other && first && !second) return first.objects;
  const only: IndexedObject[] = [];
  one.slices.forEach(({ objects }, i) => {
    if (objects !== other?.slices[i]?.objects) only.push(...objects);
  });
  return only;
}

/** What was found in objects, as one list. An object that several kustomizations build says the same in each. */
function listed(found: [IndexedObject, readonly WorkspaceFinding[]][]): readonly WorkspaceFinding[] {
  if (!found.some(([{ built }]) => built)) return found.flatMap(([, findings]) => findings);
  const seen = new Set<string>();
  return found
    .sort(([a], [b]) => inOrder(a, b))
    .flatMap(([, findings]) => findings)
    .filter(({ rule, slice, span }) => {
      const key = [rule, slice, span.start, span.end].join(" ");
      return !seen.has(key) && seen.add(key);
    });
}

/** Whether an object of a chart stands in one rendering with the others that a finding is about. */
function mayBeRendered(own: IndexedObject, related: WorkspaceFinding["related"] = NONE): boolean {
  return related.every(({ object }) => object.scope !== own.scope || object.rendering === own.rendering);
}

function findingOf(
  rule: Rule,
  own: RuleSettings,
  object: IndexedObject,
  where: FactSite,
  message: string,
  extra: WorkspaceExtra | undefined,
): WorkspaceFinding {
  const id: ResourceId = {
    apiVersion: object.apiVersion,
    kind: object.kind,
    namespace: object.namespace ?? null,
    name: object.name,
  };
  const { elsewhere } = where;
  return {
    rule: rule.id,
    severity: own.pinned ? own.severity : (extra?.severity ?? own.severity),
    message: object.rendering === undefined ? message : inSets(message, [object.rendering]),
    span: elsewhere?.span ?? where.span,
    path: where.path,
    resource: id,
    container: undefined,
    related: extra?.related ?? [],
    fixes: elsewhere ? [] : (extra?.fixes ?? []), // their paths count in the object's own file
    fingerprint: fingerprint(rule.id, id, where.path),
    slice: elsewhere?.slice ?? object.slice,
    ...(elsewhere ? { elsewhere: elsewhere.uri } : {}),
    ...(rule.tag ? { tag: rule.tag } : {}),
  };
}
