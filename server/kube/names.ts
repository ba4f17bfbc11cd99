// The grammar of names, as the API server validates it: apimachinery, pkg/util/validation/validation.go, and pkg/apis/*/validation.

/** What is wrong with a name, as a predicate ("must …"); `undefined` if nothing is. */
export type NameProblem = string | undefined;

const ENDS = "must begin and end with a letter or digit";
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** RFC 1123 label: names of namespaces, containers, volumes. */
export function dnsLabelProblem(name: string): NameProblem {
  if (name.length > 63) return "must not be longer than 63 characters";
  if (/[^-a-z0-9]/.test(name)) return "may hold only lower-case letters, digits and '-'";
  return LABEL.test(name) ? undefined : ENDS;
}

/** RFC 1123 subdomain: names of most objects. */
export function dnsSubdomainProblem(name: string): NameProblem {
  if (name.length > 253) return "must not be longer than 253 characters";
  if (/[^-.a-z0-9]/.test(name)) return "may hold only lower-case letters, digits, '-' and '.'";
  return SUBDOMAIN.test(name) ? undefined : "must begin and end each of its parts with a letter or digit";
}

/** RFC 1035 label: names of Services before Kubernetes 1.35 (KEP-5311). */
function dns1035LabelProblem(name: string): NameProblem {
  if (name.length > 63) return "must not be longer than 63 characters";
  if (/[^-a-z0-9]/.test(name)) return "may hold only lower-case letters, digits and '-'";
  return /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) ? undefined : "must begin with a letter and end with a letter or digit";
}

/** Path segment: names of RBAC objects and budgets (apimachinery, pkg/api/validation/path). */
function pathSegmentProblem(name: string): NameProblem {
  if (name === "." || name === "..") return `must not be "${name}"`;
  return /[/%]/.test(name) ? "must not contain '/' or '%'" : undefined;
}

const PATH_SEGMENT_KINDS: ReadonlySet<string> = new Set([
  "ClusterRole",
  "ClusterRoleBinding",
  "Event",
  "PodDisruptionBudget",
  "Role",
  "RoleBinding",
]);

/** The rule for `metadata.name` of a built-in kind. `kubernetes` is the N of 1.N. */
export function objectNameProblem(kind: string, name: string, kubernetes: number): NameProblem {
  if (PATH_SEGMENT_KINDS.has(kind)) return pathSegmentProblem(name);
  if (kind === "Namespace") return dnsLabelProblem(name);
  // Since Kubernetes 1.27: the pods of a StatefulSet with dots in its name never had a valid host name.
  if (kind === "StatefulSet" && kubernetes >= 27) return dnsLabelProblem(name);
  if (kind === "Service") return kubernetes >= 35 ? dnsLabelProblem(name) : dns1035LabelProblem(name);
  if (kind === "CronJob" && name.length > 52) return "must not be longer than 52 characters";
  return dnsSubdomainProblem(name);
}

/** The nearest label that is valid; `undefined` if nothing of the name is left. */
export function slug(name: string): string | undefined {
  const text = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 63)
    .replaceAll(/^-+|-+$/g, "");
  return text === "" ? undefined : text;
}

const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** Key of a label or annotation: an optional DNS subdomain, `/`, and a name of at most 63 characters. */
export function qualifiedNameProblem(key: string): NameProblem {
  const slash = key.indexOf("/");
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (prefix === "") return "must not begin with '/'";
  if (prefix !== undefined) {
    if (dnsSubdomainProblem(prefix)) return "has a prefix that is not a DNS name";
  }
  if (name === "") return "must have a name";
  if (name.length > 63) return "must not be longer than 63 characters after its prefix";
  if (name.includes("/")) return "must not contain more than one '/'";
  return qualifiedProblem(name);
}

function qualifiedProblem(name: string): NameProblem {
  if (/[^-\w.]/.test(name)) return "may hold only letters, digits, '-', '_' and '.'";
  return QUALIFIED.test(name) ? undefined : ENDS;
}

/** Value of a label: empty, or at most 63 characters. */
export function labelValueProblem(value: string): NameProblem {
  if (value.length > 63) return "must not be longer than 63 characters";
  return value === "" ? undefined : qualifiedProblem(value);
}

/** Name of a port (IANA service name, RFC 6335, as validation.IsValidPortName reads it). */
export function portNameProblem(name: string): NameProblem {
  if (name.length > 15) return "must not be longer than 15 characters";
  if (!/^[-a-z0-9]+$/.test(name)) return "may hold only lower-case letters, digits and '-'";
  if (!/[a-z]/.test(name)) return "must contain a letter";
  if (name.includes("--")) return "must not contain '--'";
  return name.startsWith("-") || name.endsWith("-") ? "must not begin or end with '-'" : undefined;
}
