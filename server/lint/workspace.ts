import type { FactSite } from "../kube/facts.ts";
import type { IndexedObject, ObjectIndex } from "../kube/object-index.ts";
import type { Finding, ResourceId } from "./finding.ts";
import { fingerprint } from "./fingerprint.ts";
import { planFor } from "./plan.ts";
import type { Rule, WorkspaceContext, WorkspaceExtra } from "./rule.ts";
import type { RuleSettings, Settings } from "./settings.ts";

/** A finding over several documents. Its place is the path of a fact's site: the span is looked up again when it is shown. */
export interface WorkspaceFinding extends Omit<Finding, "related"> {
  readonly slice: number;
  readonly related: readonly { readonly message: string; readonly object: IndexedObject; readonly at: FactSite }[];
}

/** Runs the rules that see all documents, and sorts what they find by file. A rule reports only in files whose settings have it on. */
export function workspaceFindings(
  rules: readonly Rule[],
  index: ObjectIndex,
  settingsFor: (uri: string) => Settings,
): ReadonlyMap<string, readonly WorkspaceFinding[]> {
  const found = new Map<string, WorkspaceFinding[]>();
  const groups = new Map<Settings, Set<string>>();
  for (const uri of new Set(index.objects.map((object) => object.uri))) {
    const settings = settingsFor(uri);
    const uris = groups.get(settings);
    if (uris) uris.add(uri);
    else groups.set(settings, new Set([uri]));
  }
  for (const [settings, uris] of groups)
    for (const { rule, settings: own } of planFor(rules, settings).workspace)
      rule.workspace?.(
        index,
        contextOf(rule, own, settings, (object, finding) => {
          if (!uris.has(object.uri)) return;
          const list = found.get(object.uri);
          if (!list) found.set(object.uri, [finding]);
          // An object that several kustomizations build says the same in each.
          else if (!list.some((other) => isSame(other, finding))) list.push(finding);
        }),
      );
  return found;
}

function isSame(a: WorkspaceFinding, b: WorkspaceFinding): boolean {
  return a.rule === b.rule && a.slice === b.slice && a.span.start === b.span.start && a.span.end === b.span.end;
}

function contextOf(
  rule: Rule,
  own: RuleSettings,
  settings: Settings,
  add: (object: IndexedObject, finding: WorkspaceFinding) => void,
): WorkspaceContext {
  return {
    options: own.options,
    kubernetes: settings.kubernetes,
    report(object: IndexedObject, where: FactSite, message: string, extra?: WorkspaceExtra) {
      const id: ResourceId = {
        apiVersion: object.apiVersion,
        kind: object.kind,
        namespace: object.namespace ?? null,
        name: object.name,
      };
      add(object, {
        rule: rule.id,
        severity: own.pinned ? own.severity : (extra?.severity ?? own.severity),
        message,
        span: where.span,
        path: where.path,
        resource: id,
        container: undefined,
        related: extra?.related ?? [],
        fixes: extra?.fixes ?? [],
        fingerprint: fingerprint(rule.id, id, where.path, undefined),
        slice: object.slice,
        ...(rule.tag ? { tag: rule.tag } : {}),
      });
    },
  };
}
