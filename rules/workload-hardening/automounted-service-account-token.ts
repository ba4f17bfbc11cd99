// CIS Kubernetes Benchmark 5.1.6; core/v1 PodSpec.automountServiceAccountToken: default true.
import {
  bindingsBeside,
  bindingsElsewhere,
  choice,
  defineRule,
  type Field,
  type IndexedObject,
  mountsToken,
  type ObjectIndex,
  type Pod,
  set,
  strings,
  suggestion,
  targetsOf,
} from "../../server/api.ts";

export default defineRule({
  id: "automounted-service-account-token",
  family: "workload-hardening",
  severity: "warning",
  tier: "strict",
  title: "Service account token is mounted where it is not needed",
  why: "Every container of the pod can read the token and talk to the Kubernetes API as the account. For a program that never does, it is a gift for whoever breaks in.",
  ignoreWhen: "The program talks to the Kubernetes API: operators, controllers, anything with leader election.",
  standards: ["cis:5.1.6", "nsa"],
  references: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting",
  ],
  peers: [
    "checkov:CKV_K8S_38",
    "trivy:KSV-0036",
    "kubescape:C-0034",
    "kubescape:C-0190",
    "kubescape:C-0261",
    "polaris:automountServiceAccountToken",
    "monokle:KBP106",
    "kics:service_account_token_automount_not_disabled",
    "kubesec:AutomountServiceAccountToken",
  ],
  fix: "suggestion",
  options: {
    mode: choice(
      ["unneeded", "always"],
      "unneeded",
      "unneeded: pods that use the default service account, or one that no binding names. always: every pod and ServiceAccount that does not switch it off.",
    ),
    allowServiceAccounts: strings([], "Accounts whose token may be mounted."),
  },
  presetOptions: { strict: { mode: "always" }, cis: { mode: "always" }, nsa: { mode: "always" } },
  kinds: ["ServiceAccount"],
  pod(pod, { options, report }) {
    const automount = pod.at("automountServiceAccountToken");
    if (automount.value === false || automount.state === "unknown") return;
    const account = accountOf(pod);
    if (account.state === "unknown") return;
    const name = account.string || "default";
    if (options.allowServiceAccounts.includes(name) || (options.mode === "unneeded" && name !== "default")) return;
    const place = automount.value === true || account.absent ? automount : account;
    report(place, `${pod.resource.kind} "${pod.resource.name}" mounts the token of the service account "${name}".`, {
      fixes: [suggestion("Do not mount the token", set(automount, false))],
    });
  },
  workspace(object, index, { options, report }) {
    const [pods] = object.pods;
    const account = pods?.serviceAccount;
    if (options.mode !== "unneeded" || !pods || account === undefined || account === "default") return;
    if (options.allowServiceAccounts.includes(account) || !mountsToken(index, object)) return;
    if (!servesForNothing(object, index, account)) return;
    const named = object.references.find(({ kind, field }) => kind === "ServiceAccount" && field.startsWith("serviceAccount"));
    report(named?.site ?? pods.site, `${object.kind} "${object.name}" mounts the token of "${account}", which may do nothing.`);
  },
  answered: (object, index) => object.pods.length > 0 && !mountsToken(index, object),
  resource(account, { defersTo, options, report }) {
    const automount = account.at("automountServiceAccountToken");
    if (options.mode !== "always" || automount.value === false || automount.state === "unknown") return;
    if (options.allowServiceAccounts.includes(account.name)) return;
    if (account.name === "default" && defersTo("default-service-account-automount")) return;
    const place = automount.exists ? automount : account.at("metadata", "name");
    report(place, `The token of the service account "${account.name}" is mounted in every pod by default.`, {
      fixes: [suggestion("Do not mount the token unless a pod asks for it", set(automount, false))],
    });
  },
});

/** Whether the account is defined, and no binding gives it any right. */
function servesForNothing(object: IndexedObject, index: ObjectIndex, account: string): boolean {
  const wanted = { group: "", kind: "ServiceAccount", name: account, namespace: object.namespace };
  const isDefined = targetsOf(index, object, wanted).some((target) => target.object.kind === "ServiceAccount");
  const isBound = [bindingsBeside, bindingsElsewhere].some((look) => look(index, object, account).length > 0);
  return isDefined && index.isWhole(object) && !isBound;
}

function accountOf(pod: Pod): Field {
  const current = pod.at("serviceAccountName");
  return current.absent && pod.at("serviceAccount").exists ? pod.at("serviceAccount") : current;
}
