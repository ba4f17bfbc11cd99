// Unknown fields are pruned by the API server without strict field validation (KEP-2885), so a misspelt setting is silently not applied.
import { type Context, defineRule, type Field, nearest, type Resource, rename, safe, suggestion } from "../../server/api.ts";
import { CONTAINER_CONTEXT, containerFields, POD_CONTEXT, POD_SPEC_SECURITY, podFields } from "./_fields.ts";

/** What a mapping may hold. */
interface Shape {
  /** The fields whose misspellings are looked for. */
  readonly wanted: readonly string[];
  /** These and what stands beside them: no misspelling. */
  readonly known: ReadonlySet<string>;
}

function shape(wanted: readonly string[], others: Iterable<string> = []): Shape {
  return { wanted, known: new Set([...wanted, ...others]) };
}

const OF_POD_CONTEXT = shape(POD_CONTEXT, CONTAINER_CONTEXT);
const OF_CONTAINER_CONTEXT = shape(CONTAINER_CONTEXT, POD_CONTEXT);
const OF_CAPABILITIES = shape(["add", "drop"]);
const OF_SECCOMP_PROFILE = shape(["type", "localhostProfile"]);
const OF_NETWORK_POLICY = shape(["policyTypes", "podSelector", "ingress", "egress"]);
const OF_ROLE = shape(["apiGroups", "resources", "resourceNames", "verbs", "nonResourceURLs"]);
const OF_INGRESS = shape(["tls", "ingressClassName"], ["rules", "defaultBackend", "backend"]);
const OF_SERVICE_ACCOUNT = shape(
  ["automountServiceAccountToken"],
  ["apiVersion", "kind", "metadata", "secrets", "imagePullSecrets"],
);

/** What the API's definitions say, read when the first pod is seen. */
let shapes: { readonly pod: Shape; readonly container: Shape } | undefined;

export default defineRule({
  id: "misspelled-security-field",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Security setting is misspelt and has no effect",
  why: "The API server drops a field that it does not know, with a warning at best. The manifest looks hardened, review passes it, and the pod runs without the protection.",
  ignoreWhen: "Never, as far as we know: a field of another name is dropped.",
  references: ["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
  fix: "safe",
  kinds: ["NetworkPolicy", "Role", "ClusterRole", "Namespace", "Ingress", "ServiceAccount"],
  pod(pod, { report }) {
    shapes ??= { pod: shape(POD_SPEC_SECURITY, podFields()), container: shape(["securityContext"], containerFields()) };
    check(pod.spec, shapes.pod, report);
    check(pod.at("securityContext"), OF_POD_CONTEXT, report);
    for (const container of pod.containers) {
      check(container.field, shapes.container, report);
      checkContext(container.at("securityContext"), report);
    }
  },
  resource(resource, { report }) {
    if (resource.kind === "NetworkPolicy") check(resource.at("spec"), OF_NETWORK_POLICY, report);
    else if (resource.kind === "Namespace") checkNamespace(resource, report);
    else if (resource.kind === "Ingress") check(resource.at("spec"), OF_INGRESS, report);
    else if (resource.kind === "ServiceAccount") check(resource.root, OF_SERVICE_ACCOUNT, report);
    else for (const rule of resource.at("rules").items()) check(rule, OF_ROLE, report);
  },
});

function checkContext(context: Field, report: Context["report"]): void {
  if (!context.isMapping) return;
  check(context, OF_CONTAINER_CONTEXT, report);
  check(context.at("capabilities"), OF_CAPABILITIES, report);
  check(context.at("seccompProfile"), OF_SECCOMP_PROFILE, report);
}

/** Whether every key is known as it stands there: then nothing needs to be looked up, and that is nearly always so. */
function isKnown({ node }: Field, known: ReadonlySet<string>): boolean {
  if (node?.kind !== "mapping") return true;
  const { entries } = node;
  for (let i = 0; i < entries.length; i++) if (!known.has((entries[i] as (typeof entries)[number]).name)) return false;
  return true;
}

/** Reports keys that are nearly one of those wanted, are not known themselves, and whose right spelling is not there already. */
function check(field: Field, { wanted, known }: Shape, report: Context["report"]): void {
  if (isKnown(field, known)) return;
  for (const [name, value] of field.entries()) {
    if (known.has(name)) continue;
    const meant =
      wanted.find((one) => one.toLowerCase() === name.toLowerCase()) ?? (name.length > 3 ? nearest(name, wanted, 2) : undefined);
    if (!meant || value.origin !== "own") continue;
    const sameWord = meant.toLowerCase() === name.toLowerCase();
    const there = field.at(meant).exists;
    const fix = sameWord
      ? safe(`Rename to ${meant}`, rename(value, meant))
      : suggestion(`Rename to ${meant}`, rename(value, meant));
    report(value.key, `Unknown field "${name}": did you mean "${meant}"?`, {
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
      report(value.key, `There is no label ${name}: did you mean ${meant.split("/").at(-1)}?`, {
        fixes: [suggestion(`Rename to ${meant}`, rename(value, meant))],
      });
  }
}
