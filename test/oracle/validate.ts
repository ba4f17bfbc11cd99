import { ask, type Crash } from "./client.ts";

/** What Kubernetes 1.37 says to the creation of an object; empty where it takes the object as it stands. */
export interface Validated {
  /** Why no such kind is served in this version. Custom resources are answered so too: this server has no definitions. */
  readonly unserved?: string;
  /** The version is served only where the cluster's administrator turned it on; the rest is the answer of such a cluster. */
  readonly offByDefault?: true;
  /** Why the object cannot be read: a value of the wrong type. */
  readonly decode?: string;
  /** Fields that are unknown or stand twice: kubectl refuses them as it is set, and without its validation they are dropped. */
  readonly strict?: readonly string[];
  readonly errors?: readonly Refusal[];
  /** Paths of fields that were understood and are not kept: status, what only the server sets, features that are off. */
  readonly dropped?: readonly string[];
  readonly warnings?: readonly string[];
}

export interface Refusal {
  /** A path such as `spec.template.spec.containers[0].name`; absent for the object as a whole. */
  readonly field?: string;
  /** FieldValueRequired, FieldValueInvalid, FieldValueForbidden … (k8s.io/apimachinery, metav1.CauseType). */
  readonly type: string;
  readonly detail: string;
}

/** What the API server answers for each of these objects. A text is sent as YAML: duplicate keys are seen, which an object cannot have. */
export function validate(objects: readonly (object | string)[]): readonly (Validated | Crash)[] {
  return ask(
    "validate",
    objects.map((object) => (typeof object === "string" ? { text: object } : { object })),
  );
}

/** Whether `kubectl apply` fails: with the object refused, unreadable or of no served kind, or with a field that is unknown or stands twice. */
export function refused(answer: Validated): boolean {
  return !!(answer.unserved ?? answer.decode ?? answer.strict ?? answer.errors);
}
