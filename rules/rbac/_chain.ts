import { type AccessGrant, type IndexedObject, isStep, STEPS, type Step, type WorkspaceExtra } from "../../server/api.ts";

type Related = NonNullable<WorkspaceExtra["related"]>;
type Grant = AccessGrant<IndexedObject>;

/** An object that the API server creates and keeps as it is. */
export function isShipped({ labels }: IndexedObject): boolean {
  return labels["kubernetes.io/bootstrapping"] === "rbac-defaults";
}

/** The places from the role of a binding to the rule that grants: the role, those that it is aggregated from, and the rule in the last. */
export function wayTo({ roles, permission }: Grant, what: string): Related {
  return roles.flatMap((role, i): Related => {
    const object = role.at;
    if (!object) return [];
    const title = `${role.kind} "${role.name}"`;
    if (i < roles.length - 1) return [{ message: `${title} is aggregated from others.`, object, at: object.site }];
    const rule = object.grants.find((grant) => grant === permission);
    return [{ message: `${title} grants it: ${what}.`, object, at: rule?.site ?? object.site }];
  });
}

/** Who gets what a binding gives. */
export function holdersOf(binding: IndexedObject): Related {
  return binding.subjects.map(({ kind, name, namespace, site }) => ({
    message: `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name} gets it.`,
    object: binding,
    at: site,
  }));
}

/** The same in words: the first, and how many more there are. */
export function whoGets({ subjects }: IndexedObject): string {
  return firstOf(subjects.map(({ kind, name, namespace }) => `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`));
}

/** What a headline says of several things; the others are among the related places. */
function firstOf([first = "its subjects", ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

/** A dangerous right that a grant gives. */
export interface Risk {
  readonly step: Step;
  readonly grant: Grant;
}

/** The dangerous rights among grants, of those with these ids, each once. Rules for objects by name are none. */
export function risksIn(grants: readonly Grant[], ids: readonly string[]): readonly Risk[] {
  return STEPS.filter((step) => ids.includes(step.id)).flatMap((step) => {
    const grant = grants.find(
      ({ permission, binding }) =>
        !permission.named && !(step.cluster && binding.kind === "RoleBinding") && isStep(step, permission),
    );
    return grant ? [{ step, grant }] : [];
  });
}

/** The ids of all dangerous rights. */
export const RIGHTS: readonly string[] = [...new Set(STEPS.filter(({ follows }) => !follows).map(({ id }) => id))];

/** Those that are no part of everyday work. */
export const RARE_RIGHTS: readonly string[] = [
  ...new Set(STEPS.filter(({ common, follows }) => !common && !follows).map(({ id }) => id)),
];

/** The rights in words. */
export function inWords(risks: readonly Risk[]): string {
  return firstOf([...new Set(risks.map(({ step }) => step.by))]);
}
