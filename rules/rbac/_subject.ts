import { type Context, type Field, type Fix, type Resource, remove, suggestion } from "../../server/api.ts";
import { BINDINGS, isBootstrapped } from "./_role.ts";

/** Who a binding gives its role to. What cannot be known is `""`. */
export interface Subject {
  readonly at: Field;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** The subjects of a RoleBinding or ClusterRoleBinding. */
export function subjectsOf(binding: Resource): readonly Subject[] {
  return binding
    .at("subjects")
    .items()
    .map((at) => ({
      at,
      kind: at.at("kind").string ?? "",
      name: at.at("name").string ?? "",
      namespace: at.at("namespace").string ?? "",
    }));
}

interface Found extends Pick<Context, "report"> {
  readonly binding: Resource;
  /** The name of the role that it gives. */
  readonly role: string;
  readonly subject: { readonly at: Field; readonly name: Field };
}

/** The part of a rule about who gets a role: each subject of these kinds with such a name, in bindings that Kubernetes does not make itself. */
export function onSubject(
  kinds: readonly string[],
  isMeant: (name: string, kind: string) => boolean,
  check: (found: Found) => void,
) {
  return {
    kinds: BINDINGS,
    resource(binding: Resource, { report }: Context): void {
      if (isBootstrapped(binding)) return;
      const role = binding.at("roleRef", "name").string ?? "a role";
      for (const { at, kind, name } of subjectsOf(binding))
        if (kinds.includes(kind) && isMeant(name, kind)) check({ binding, role, subject: { at, name: at.at("name") }, report });
    },
  };
}

/** Takes the subject out of its binding. */
export function withoutSubject({ at, name }: Found["subject"]): readonly Fix[] {
  return [suggestion(`Remove the subject ${name.string}`, remove(at))];
}

/** Whether a subject is the one described; `*` in a name or namespace stands for anything, and no namespace for every one. */
export function isLike(
  subject: Subject,
  { kind, name, namespace }: { readonly [field in "kind" | "name" | "namespace"]?: string },
): boolean {
  return (
    subject.kind === kind &&
    matches(name ?? "", subject.name) &&
    (namespace === undefined || matches(namespace, subject.namespace))
  );
}

function matches(pattern: string, text: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= text.length - last.length;
}
