import { type Field, lineStarts, NONE, type ObjectSchema, positionAt, schemaOf, type Tree } from "../../server/api.ts";

// Where the security-relevant fields of a pod stand (core/v1 PodSpec, PodSecurityContext, SecurityContext) and what else stands beside them.

/** Fields of a container's securityContext. */
export const CONTAINER_CONTEXT: readonly string[] = [
  "allowPrivilegeEscalation",
  "appArmorProfile",
  "capabilities",
  "privileged",
  "procMount",
  "readOnlyRootFilesystem",
  "runAsGroup",
  "runAsNonRoot",
  "runAsUser",
  "seLinuxOptions",
  "seccompProfile",
  "windowsOptions",
];

/** Fields of a pod's securityContext. */
export const POD_CONTEXT: readonly string[] = [
  "appArmorProfile",
  "fsGroup",
  "fsGroupChangePolicy",
  "runAsGroup",
  "runAsNonRoot",
  "runAsUser",
  "seLinuxChangePolicy",
  "seLinuxOptions",
  "seccompProfile",
  "supplementalGroups",
  "supplementalGroupsPolicy",
  "sysctls",
  "windowsOptions",
];

/** Fields of a pod's spec that matter for security. */
export const POD_SPEC_SECURITY: readonly string[] = [
  "automountServiceAccountToken",
  "hostIPC",
  "hostNetwork",
  "hostPID",
  "hostUsers",
  "runtimeClassName",
  "securityContext",
  "serviceAccountName",
  "shareProcessNamespace",
];

/** Every field of a pod's spec, in any version of Kubernetes, so that a real one is not taken for a misspelling. */
export function podFields(): readonly string[] {
  return namesIn(podSpec());
}

/** Every field of a container of any sort. */
export function containerFields(): readonly string[] {
  return ["containers", "ephemeralContainers"].flatMap((name) => {
    const list = podSpec()?.properties.get(name)?.schema;
    return list?.kind === "list" && list.items.kind === "object" ? namesIn(list.items) : NONE;
  });
}

function podSpec(): ObjectSchema | undefined {
  const spec = schemaOf("v1", "Pod", Number.POSITIVE_INFINITY)?.properties.get("spec")?.schema;
  return spec?.kind === "object" ? spec : undefined;
}

function namesIn(schema: ObjectSchema | undefined): readonly string[] {
  return schema ? [...schema.properties.keys(), ...schema.elsewhere.keys()] : NONE;
}

/**
 * The fields of these names that exist, but for those on lines that cannot be read: there they may belong elsewhere. For names that nearly never do: a look-up makes a field for each that is missing, so the keys are asked first.
 */
export function existing(field: Field, names: ReadonlySet<string>): readonly Field[] {
  const { node } = field;
  if (node?.kind !== "mapping" || !node.entries.some(({ name }) => name === "<<" || names.has(name))) return NONE;
  return [...names].map((name) => field.at(name)).filter((one) => one.exists && !isOnBrokenLine(one));
}

/** The line cannot be read as it stands: the key may belong elsewhere. */
export function isOnBrokenLine({ tree, key }: Field): boolean {
  if (tree.problems.length === 0) return false;
  const { starts, broken } = linesOf(tree);
  return broken.has(positionAt(starts, key.site.start).line);
}

interface Lines {
  readonly starts: readonly number[];
  /** Numbers of those with a problem. */
  readonly broken: ReadonlySet<number>;
}

/** Made once for a document: neither many problems nor a long line is gone through for each field. */
const LINES = new WeakMap<Tree, Lines>();

function linesOf(tree: Tree): Lines {
  const known = LINES.get(tree);
  if (known) return known;
  const starts = lineStarts(tree.text.slice(tree.from, tree.to));
  const lines = { starts, broken: new Set(tree.problems.map(({ start }) => positionAt(starts, start).line)) };
  LINES.set(tree, lines);
  return lines;
}
