// Unknown fields are pruned by the API server without strict field validation (KEP-2885), so a misspelt setting is silently not applied.
import { type Context, defineRule, type Field, nearest, type Resource, rename, safe, suggestion } from "../../server/api.ts";
import { CONTAINER, CONTAINER_CONTEXT, POD_CONTEXT, POD_SPEC, POD_SPEC_SECURITY } from "./_fields.ts";

// What stands beside the fields that are looked for: no misspelling of them.
const OF_CONTAINERS: ReadonlySet<string> = new Set(CONTAINER_CONTEXT);
const OF_PODS: ReadonlySet<string> = new Set(POD_CONTEXT);
const OF_INGRESSES: ReadonlySet<string> = new Set(["rules", "defaultBackend", "backend"]);
const OF_SERVICE_ACCOUNTS: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata", "secrets", "imagePullSecrets"]);

export default defineRule({
  id: "misspelled-security-field",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Security setting is misspelt and not applied",
  why: "The API server drops a field that it does not know, with a warning at best. The manifest looks hardened, review passes it, and the pod runs without the protection.",
  ignoreWhen: "Never, as far as we know: a field of another name is dropped.",
  references: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
  fix: "safe",
  pod(pod, { report }) {
    check(pod.spec, POD_SPEC_SECURITY, POD_SPEC, report);
    check(pod.at("securityContext"), POD_CONTEXT, OF_CONTAINERS, report);
    for (const container of pod.containers) {
      check(container.field, ["securityContext"], CONTAINER, report);
      checkContext(container.at("securityContext"), report);
    }
  },
  resource(resource, { report }) {
    if (!resource.builtIn) return;
    if (resource.kind === "NetworkPolicy") {
      check(resource.at("spec"), ["policyTypes", "podSelector", "ingress", "egress"], NONE, report);
    } else if (resource.kind === "Role" || resource.kind === "ClusterRole") {
      for (const rule of resource.at("rules").items())
        check(rule, ["apiGroups", "resources", "resourceNames", "verbs", "nonResourceURLs"], NONE, report);
    } else if (resource.kind === "Namespace") checkNamespace(resource, report);
    else if (resource.kind === "Ingress") check(resource.at("spec"), ["tls", "ingressClassName"], OF_INGRESSES, report);
    else if (resource.kind === "ServiceAccount")
      check(resource.root, ["automountServiceAccountToken"], OF_SERVICE_ACCOUNTS, report);
  },
});

const NONE: ReadonlySet<string> = new Set();

function checkContext(context: Field, report: Context["report"]): void {
  check(context, CONTAINER_CONTEXT, OF_PODS, report);
  check(context.at("capabilities"), ["add", "drop"], NONE, report);
  check(context.at("seccompProfile"), ["type", "localhostProfile"], NONE, report);
}

/** Reports keys that are nearly one of `wanted`, are not `known` themselves, and whose right spelling is not there already. */
function check(field: Field, wanted: readonly string[], known: ReadonlySet<string>, report: Context["report"]): void {
  if (!field.isMapping) return;
  for (const [name, value] of field.entries()) {
    if (wanted.includes(name) || known.has(name)) continue;
    const meant =
      wanted.find((one) => one.toLowerCase() === name.toLowerCase()) ?? (name.length > 3 ? nearest(name, wanted, 2) : undefined);
    if (!meant || value.origin !== "own") continue;
    const sameWord = meant.toLowerCase() === name.toLowerCase();
    const there = field.at(meant).exists;
    const fix = sameWord
      ? safe(`Rename to ${meant}`, rename(value, meant))
      : suggestion(`Rename to ${meant}`, rename(value, meant));
    report(value.key, `There is no field "${name}" here, so it is dropped and the setting not applied; "${meant}" is meant?`, {
      fixes: there ? [] : [fix],
    });
  }
}

const PSA = "pod-security.kubernetes.io/";
const MODES = ["enforce", "audit", "warn", "enforce-version", "audit-version", "warn-version"].map((mode) => PSA + mode);

function checkNamespace(resource: Resource, report: Context["report"]): void {
  const labels = resource.at("metadata", "labels");
  for (const [name, value] of labels.entries()) {
    if (!/^pod-?security/i.test(name) || MODES.includes(name)) continue;
    const meant = nearest(name, MODES, 2);
    if (meant && !labels.at(meant).exists)
      report(value.key, `There is no label "${name}": Pod Security is not enforced by it; "${meant}" is meant?`, {
        fixes: [suggestion(`Rename to ${meant}`, rename(value, meant))],
      });
  }
}
