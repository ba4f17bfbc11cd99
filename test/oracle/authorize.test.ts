import { describe, expect, it } from "vitest";
import { counts } from "../../server/kube/access/binding.ts";
import { allows, type Request } from "../../server/kube/access/permission.ts";
import type { Subject } from "../../server/kube/access/subject.ts";
import { worldOf } from "../../server/kube/access/world.ts";
import { type AskedRequest, type AuthorizeQuestion, authorize } from "./authorize.ts";
import { expectFresh, recorded } from "./recording.ts";

// Who may do what, compared with Kubernetes' own authorizer over roles, bindings and requests that are drawn by lot, always the same ones.

const SUBJECTS: readonly { readonly subject: Subject; readonly user: string; readonly groups: readonly string[] }[] = [
  { subject: { kind: "User", namespace: undefined, name: "ada" }, user: "ada", groups: ["system:authenticated"] },
  {
    subject: { kind: "User", namespace: undefined, name: "system:anonymous" },
    user: "system:anonymous",
    groups: ["system:unauthenticated"],
  },
  { subject: { kind: "Group", namespace: undefined, name: "admins" }, user: "x", groups: ["admins", "system:authenticated"] },
  ...["shop", "lab"].map((namespace) => ({
    subject: { kind: "ServiceAccount" as const, namespace, name: "web" },
    user: `system:serviceaccount:${namespace}:web`,
    groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"],
  })),
];

const NAMED: readonly Subject[] = [
  { kind: "User", namespace: undefined, name: "ada" },
  { kind: "User", namespace: undefined, name: "system:anonymous" },
  { kind: "User", namespace: undefined, name: "system:serviceaccount:shop:web" },
  { kind: "Group", namespace: undefined, name: "admins" },
  { kind: "Group", namespace: undefined, name: "system:authenticated" },
  { kind: "Group", namespace: undefined, name: "system:serviceaccounts" },
  { kind: "Group", namespace: undefined, name: "system:serviceaccounts:lab" },
  { kind: "ServiceAccount", namespace: "shop", name: "web" },
  { kind: "ServiceAccount", namespace: "lab", name: "web" },
];

const VERBS = ["get", "list", "create", "*"];
const GROUPS = ["", "apps", "*"];
const RESOURCES = ["pods", "pods/exec", "deployments", "deployments/scale", "*", "*/scale", "pods/*", "*/exec"];
const NAMES = ["a", "b"];
const URLS = ["/metrics", "/healthz/*", "*", "/api*"];

/** Numbers by lot, the same in every run (Park and Miller). */
function lots(seed: number) {
  let state = seed * 7919 + 1;
  const next = (below: number): number => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const one = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const some = <T>(list: readonly T[], least: number): readonly T[] => {
    const found = list.filter(() => next(3) === 0);
    return found.length >= least ? found : [one(list)];
  };
  return { next, one, some };
}

function question(seed: number): AuthorizeQuestion {
  const { next, one, some } = lots(seed);
  const rule = () =>
    next(6) === 0
      ? { apiGroups: [], resources: [], verbs: some(VERBS, 1), resourceNames: [], nonResourceUrls: some(URLS, 1) }
      : {
          apiGroups: some(GROUPS, 1),
          resources: some(RESOURCES, 1),
          verbs: some(VERBS, 1),
          resourceNames: next(4) === 0 ? some(NAMES, 1) : [],
          nonResourceUrls: [],
        };
  const rules = () => Array.from({ length: 1 + next(2) }, rule);
  const binding = (i: number) => {
    const own = next(2) === 0;
    const role = { kind: own && next(2) === 0 ? ("Role" as const) : ("ClusterRole" as const), name: one(["one", "two", "none"]) };
    const kind = own ? ("RoleBinding" as const) : ("ClusterRoleBinding" as const);
    return { kind, namespace: own ? one(["shop", "lab"]) : undefined, name: `b${i}`, role, subjects: some(NAMED, 1) };
  };
  const request = (): AskedRequest => {
    const { user, groups } = one(SUBJECTS);
    if (next(5) === 0) return { user, groups, verb: one(VERBS), path: one(["/metrics", "/healthz/live", "/apis", "/other"]) };
    const [resource = "", subresource = ""] = one(["pods", "pods/exec", "deployments", "deployments/scale", "secrets"]).split(
      "/",
    );
    const named = next(3) === 0 ? { name: one(NAMES) } : {};
    const place = next(3) === 0 ? {} : { namespace: one(["shop", "lab"]) };
    return {
      user,
      groups,
      verb: one(["get", "list", "create"]),
      group: one(["", "apps"]),
      resource,
      subresource,
      ...named,
      ...place,
    };
  };
  return {
    roles: [
      { kind: "ClusterRole", namespace: undefined, name: "one", rules: rules() },
      { kind: "ClusterRole", namespace: undefined, name: "two", rules: rules() },
      { kind: "Role", namespace: "shop", name: "one", rules: rules() },
      { kind: "Role", namespace: "lab", name: "one", rules: rules() },
    ],
    bindings: Array.from({ length: 1 + next(4) }, (_, i) => binding(i)),
    requests: Array.from({ length: 12 }, request),
  };
}

const QUESTIONS: Readonly<Record<string, AuthorizeQuestion>> = Object.fromEntries(
  Array.from({ length: 200 }, (_, i) => [`${i + 1}`, question(i + 1)]),
);

function answersOf({ roles, bindings, requests }: AuthorizeQuestion): readonly boolean[] {
  const world = worldOf(
    roles.map(({ rules, ...role }) => ({
      ...role,
      labels: {},
      aggregates: undefined,
      at: undefined,
      permissions: rules.map((rule) => ({ ...rule, named: rule.resourceNames.length > 0 })),
    })),
    bindings.map((binding) => ({ ...binding, at: undefined })),
    [],
    [],
  );
  return requests.map((asked) => {
    const subject = SUBJECTS.find(({ user }) => user === asked.user)?.subject as Subject;
    const { verb, group = "", resource = "", subresource, namespace, name = "", path } = asked;
    const request: Request =
      path === undefined
        ? { verb, group, resource: subresource ? `${resource}/${subresource}` : resource, name }
        : { verb, path };
    return world
      .grantsTo(subject)
      .some(
        ({ binding, permission }) =>
          (binding.kind === "ClusterRoleBinding" || binding.namespace === (path === undefined ? namespace : "")) &&
          counts(permission, binding) &&
          allows(permission, request),
      );
  });
}

describe("the authorizer", () => {
  it("is recorded", () => expectFresh("authorize", "authorize", QUESTIONS, () => authorize(Object.values(QUESTIONS))));

  it("allows what we say", () => {
    const answers = recorded<{ readonly allowed: readonly boolean[] }>("authorize");
    for (const [key, question] of Object.entries(QUESTIONS)) expect(answersOf(question), key).toEqual(answers[key]?.allowed);
    const all = Object.values(answers).flatMap(({ allowed }) => allowed);
    expect(all.filter(Boolean).length).toBeGreaterThan(all.length / 10);
  });
});
