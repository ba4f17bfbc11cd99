import {
  type Access,
  type Context,
  type Fix,
  type Grant,
  grantOf,
  manual,
  policyRulesOf,
  type Resource,
  remove,
  type Severity,
  type Word,
} from "../../server/api.ts";
import { isBootstrapped, ROLES, titleOf } from "./_role.ts";

/** What grants some of the access: one for each policy rule. None in roles that Kubernetes ships, and none where `resourceNames` picks the objects. */
export function grantsOf(role: Resource, access: readonly Access[]): readonly MeantGrant[] {
  const found: MeantGrant[] = [];
  if (isBootstrapped(role)) return found;
  for (const rule of policyRulesOf(role)) {
    if (rule.named) continue;
    let grant: Grant | undefined;
    for (const one of access) grant = both(grant, grantOf(rule, one));
    if (grant) found.push({ ...grant, meant: meantBy(grant, access) });
  }
  return found;
}

/** A grant, and what of it a wildcard hides from the reader: "nodes/proxy". */
export interface MeantGrant extends Grant {
  readonly meant?: string | undefined;
}

/** The one subresource or verb that is asked for, where a wildcard grants it. */
function meantBy({ resources, verbs }: Grant, access: readonly Access[]): string | undefined {
  const [one] = access;
  if (access.length !== 1 || !one) return undefined;
  const [resource, verb] = [one.resources[0], one.verbs[0]];
  if (one.resources.length === 1 && resource?.includes("/") && resources.every(({ text }) => text.includes("*"))) return resource;
  return one.verbs.length === 1 && verbs.every(({ text }) => text === "*") ? verb : undefined;
}

function both(a: Grant | undefined, b: Grant | undefined): Grant | undefined {
  if (!a || !b) return a ?? b;
  return { ...a, resources: [...new Set([...a.resources, ...b.resources])], verbs: [...new Set([...a.verbs, ...b.verbs])] };
}

/** The word that brings in the resource. */
export function resourceOf(grant: Grant): Word {
  return grant.resources[0] as Word;
}

/** "get, list on secrets": the grant as it is written, and what a wildcard in it includes. */
export function wordsOf({ resources, verbs, meant }: MeantGrant): string {
  return `${textOf(verbs)} on ${textOf(resources)}${meant === undefined ? "" : `, which includes ${meant}`}`;
}

function textOf(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(", ");
}

/** The words one of which stands in every role that grants some of the access: the wildcard, or the end of a resource, as the subresource of all may be meant. */
export function resourceWords(...access: readonly Access[]): readonly string[] {
  const ends = access.flatMap(({ resources }) => resources.map((resource) => resource.slice(resource.indexOf("/") + 1)));
  return ["*", ...new Set(ends)];
}

/** The same by the verbs, where they are the rarer words. */
export function verbWords(...access: readonly Access[]): readonly string[] {
  return ["*", ...new Set(access.flatMap(({ verbs }) => verbs))];
}

interface Grants {
  /** What must not be granted without naming objects. */
  readonly access: readonly Access[];
  readonly kinds?: readonly string[];
  /** What a fix may take away. */
  readonly fix?: "resource" | "verb";
  /** The severity of one grant; `undefined` for the rule's own. */
  readonly severity?: (grant: Grant, role: Resource, ctx: Context) => Severity | undefined;
}

/** The part of a rule about access that a role should not grant: one finding for each policy rule that does, at the resource. */
export function onGrant({ access, kinds = ROLES, fix, severity }: Grants) {
  return {
    kinds,
    needs: resourceWords(...access),
    resource(role: Resource, ctx: Context): void {
      for (const grant of grantsOf(role, access)) {
        reportGrant(role, grant, ctx, severity?.(grant, role, ctx), fix);
      }
    },
  };
}

/** Reports a grant at the resource that it names. */
export function reportGrant(
  role: Resource,
  grant: MeantGrant,
  ctx: Context,
  severity: Severity | undefined,
  fix?: "resource" | "verb",
): void {
  ctx.report(resourceOf(grant).at, `${titleOf(role)} grants ${wordsOf(grant)}.`, {
    ...(severity ? { severity } : {}),
    fixes: fix === "resource" ? withoutResources(grant) : fix === "verb" ? withoutVerbs(grant) : [],
  });
}

/** Takes the resources out of the rule; the rule as a whole if nothing else is in it. */
function withoutResources({ rule, resources }: Grant): readonly Fix[] {
  if (resources.some(({ text }) => text === "*")) return [];
  return without(`Remove ${textOf(resources)}`, resources, rule.at.at("resources").items().length, rule);
}

/** Takes the verbs out of the rule, if it is about nothing but these resources. */
function withoutVerbs({ rule, resources, verbs }: Grant): readonly Fix[] {
  const others = rule.at.at("resources").items().length - resources.length;
  if (others > 0 || [...resources, ...verbs].some(({ text }) => text === "*")) return [];
  return without(`Remove ${textOf(verbs)}`, verbs, rule.at.at("verbs").items().length, rule);
}

/** Takes words out of a list of `total`; with the last of them the rule goes, if it is not the only one. */
export function without(title: string, words: readonly Word[], total: number, { at }: Grant["rule"]): readonly Fix[] {
  if (words.length < total) return [manual(title, ...[...words].reverse().map((word) => remove(word.at)))];
  const rules = at.parent?.items() ?? [];
  return rules.length > 1 ? [manual(`${title}: nothing else is in this rule`, remove(at))] : [];
}

/** Since 1.35 get alone opens no stream to a pod (gate AuthorizePodWebsocketUpgradeCreatePermission): a left-over rather than a danger. */
export function onlyGet({ verbs }: Grant, _role: Resource, { kubernetes }: Context): Severity | undefined {
  return kubernetes >= 35 && verbs.every(({ text }) => text === "get") ? "info" : undefined;
}
