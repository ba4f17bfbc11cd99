// kubernetes: plugin/pkg/admission/serviceaccount (which account, and whether its token is mounted); docs/concepts/security/rbac-good-practices.md.
import {
  bindingsBeside,
  bindingsElsewhere,
  defineRule,
  grantsBy,
  grantsEverything,
  type IndexedObject,
  mountsToken,
  type ObjectIndex,
  probableSet,
  strings,
  type WorkspaceExtra,
} from "../../server/api.ts";
import { inWords, isShipped, RIGHTS, type Risk, risksIn, wayTo } from "./_chain.ts";

/** Rights after which nothing is left to take. */
const TAKES_OVER: readonly string[] = ["everything", "escalate", "bind", "impersonate", "tokens", "node-proxy", "certificates"];

export default defineRule({
  id: "workload-with-risky-service-account",
  family: "rbac",
  severity: "warning",
  tier: "recommended",
  title: "Workload runs with an account that can take over the cluster",
  why: "The token of the service account is in a file in each container. Whoever breaks into one of them has the rights of the account, and with these the namespace or the cluster.",
  ignoreWhen: "It is a controller whose work needs the rights. Then its pods deserve the care that the control plane gets.",
  how: "Give the workload an account of its own with the rights that it needs, or set automountServiceAccountToken: false where it does not talk to the API server.",
  standards: ["nsa"],
  references: ["https://kubernetes.io/docs/concepts/security/rbac-good-practices/"],
  peers: ["kubescape:C-0267", "kubescape:C-0272", "kubescape:C-0053", "kubescape:C-0261"],
  presetOptions: { strict: { permissions: ["everything", ...RIGHTS] } },
  options: {
    permissions: strings(TAKES_OVER, `The rights that count, of everything, ${RIGHTS.join(", ")}.`),
  },
  workspace(object, index, { options, report }) {
    const [pod] = object.pods;
    const account = pod?.serviceAccount;
    if (!pod || account === undefined || !mountsToken(index, object)) return;
    const found = riskiest(object, account, index, options.permissions);
    if (!found) return;
    const { binding, what, related } = found;
    const reference = object.references.find(({ field }) => field === "serviceAccountName");
    const subject = binding.subjects.find(({ name }) => name === account || name.endsWith(`:${account}`));
    const title = `${binding.kind} "${binding.name}" gives the account the role.`;
    report(reference?.site ?? pod.site, `${object.kind} "${object.name}" runs as ${account}, which may ${what}.`, {
      related: [{ message: title, object: binding, at: subject?.site ?? binding.site }, ...related],
    });
  },
});

interface Found {
  readonly binding: IndexedObject;
  readonly what: string;
  readonly isAll: boolean;
  readonly related: NonNullable<WorkspaceExtra["related"]>;
}

/** The first binding that gives one of the rights; one that gives everything comes before the others. */
function riskiest(object: IndexedObject, account: string, index: ObjectIndex, permissions: readonly string[]): Found | undefined {
  const name = `riskiest ${probableSet(object)} ${object.namespace ?? ""}/${account} ${permissions.join(" ")}`;
  const beside = index.remember(name, () => riskiestOf(bindingsBeside(index, object, account), index, permissions));
  return beside?.isAll ? beside : (riskiestOf(bindingsElsewhere(index, object, account), index, permissions) ?? beside);
}

function riskiestOf(bindings: readonly IndexedObject[], index: ObjectIndex, permissions: readonly string[]): Found | undefined {
  let first: Found | undefined;
  for (const binding of bindings) {
    if (isShipped(binding)) continue;
    const grants = grantsBy(index, binding);
    const all = permissions.includes("everything") ? grants.find(({ permission }) => grantsEverything(permission)) : undefined;
    if (all) return { binding, what: "do everything", isAll: true, related: wayTo(all, "every verb on every resource") };
    const risks: readonly Risk[] = first ? [] : risksIn(grants, permissions);
    const related = risks.flatMap(({ grant, step }) => wayTo(grant, step.by));
    if (risks.length > 0) first = { binding, what: inWords(risks), isAll: false, related };
  }
  return first;
}
