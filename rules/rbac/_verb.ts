import type { Access, Context, Grant, Resource, Word } from "../../server/api.ts";
import { grantsOf, type MeantGrant, verbWords, without, wordsOf } from "./_grant.ts";
import { ROLES, titleOf } from "./_role.ts";

/** The part of a rule about a verb that opens RBAC itself: one finding for each policy rule with it, at the verb. */
export function onVerb(access: readonly Access[]) {
  return {
    kinds: ROLES,
    needs: verbWords(...access),
    resource(role: Resource, ctx: Context): void {
      for (const grant of grantsOf(role, access)) reportVerb(role, grant, ctx);
    },
  };
}

/** Reports a grant at the verb that makes it, and offers to take that away: to other resources of the rule it means nothing. */
export function reportVerb(role: Resource, grant: MeantGrant, ctx: Pick<Context, "report">): void {
  const verb = grant.verbs.find(({ text }) => text !== "*") ?? (grant.verbs[0] as Word);
  const { rule } = grant;
  const fixes = verb.text === "*" ? [] : without(`Remove ${verb.text}`, [verb], rule.at.at("verbs").items().length, rule);
  ctx.report(verb.at, `${titleOf(role)} grants ${wordsOf(grant)}.`, { fixes });
}

/** Says of a grant by a wildcard that the verb is in it. */
export function includes(grant: Grant, verb: string): MeantGrant {
  return grant.verbs.every(({ text }) => text === "*") ? { ...grant, meant: verb } : grant;
}
