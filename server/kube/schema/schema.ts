import type { Json } from "../../yaml/tree/json.ts";
import type { Constraint } from "./constraint.ts";

// What may stand where: the one vocabulary for the Kubernetes API, custom resources and whatever else describes a mapping.

/** What may stand at a place. */
export type Schema = ObjectSchema | ListSchema | MapSchema | ScalarSchema | AnySchema;

/** A mapping with fields of its own. */
export interface ObjectSchema {
  readonly kind: "object";
  /** The name of the type (`core.v1.Container`), or of the custom resource and the path below it. */
  readonly id: string;
  /** By name; of the version that is asked for. */
  readonly properties: ReadonlyMap<string, Property>;
  /** The names of fields that must be there. */
  readonly required: readonly string[];
  /** Fields that only other versions of Kubernetes have. */
  readonly elsewhere: ReadonlyMap<string, Lifetime>;
  /** Fields beyond these may stand there too (x-kubernetes-preserve-unknown-fields). */
  readonly open: boolean;
  /** What else the API server asks of it. */
  readonly constraints: readonly Constraint[];
}

export interface Property {
  readonly name: string;
  readonly schema: Schema;
  /** The whole range where both are absent. */
  readonly lifetime: Lifetime;
  /** What the definition of a custom resource has the server fill in. */
  readonly default?: Json;
  /** What the definition of a custom resource says of it. */
  readonly description?: string;
  /** Null is a value of it; elsewhere null is as good as nothing. */
  readonly nullable?: true;
}

/** Minor versions of Kubernetes, the N of 1.N: the first that has it, and the first that no longer has it. */
export interface Lifetime {
  readonly since?: number;
  readonly until?: number;
}

export interface ListSchema {
  readonly kind: "list";
  readonly items: Schema;
  /** The keys that tell items apart (x-kubernetes-list-map-keys); none for other lists. */
  readonly keys: readonly string[];
  /** A strategic merge patch merges the items (by their keys, or as a set) instead of replacing the list. */
  readonly merged: boolean;
}

/** A mapping with any keys. */
export interface MapSchema {
  readonly kind: "map";
  readonly values: Schema;
}

export type ScalarType = "string" | "int32" | "int64" | "number" | "boolean" | "quantity" | "intOrString" | "date" | "bytes";

export interface ScalarSchema {
  readonly kind: "scalar";
  readonly type: ScalarType;
  /** The texts that are allowed; `undefined` for any. */
  readonly values?: readonly string[];
  readonly limits?: ScalarLimits;
}

/** What a scalar must keep beside its type; the bounds are included, lengths count characters. */
export interface ScalarLimits {
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: { readonly source: string; test(text: string): boolean };
}

/** Anything: JSON, an embedded object, a field of which nothing is known. */
export interface AnySchema {
  readonly kind: "any";
}

export const ANY: AnySchema = { kind: "any" };

/** What the type is called: `core.v1.PodSpec` is `PodSpec`. */
export function titleOf({ id }: ObjectSchema): string {
  return id.slice(id.lastIndexOf(".") + 1);
}
