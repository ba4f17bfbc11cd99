import type { Path } from "../../yaml/tree/field.ts";
import type { Lifetime, ObjectSchema, ScalarSchema, Schema } from "./schema.ts";

/** What does not fit a schema, and where: the path begins at the root of the object. */
export type Violation = UnknownField | WrongType | MissingField | WrongValue | BrokenConstraint;

/** A key that the mapping may not have. */
export interface UnknownField {
  readonly code: "unknown";
  readonly path: Path;
  readonly owner: ObjectSchema;
  /** The versions of Kubernetes that have it, if some do. */
  readonly lifetime: Lifetime | undefined;
  /** A template writes it only under a condition, which may be about versions. */
  readonly guarded: boolean;
}

export interface WrongType {
  readonly code: "type";
  readonly path: Path;
  readonly expected: Schema;
  readonly found: Found;
}

export type Found = "mapping" | "list" | "string" | "number" | "boolean" | "null";

/** `path` is where it would stand. */
export interface MissingField {
  readonly code: "missing";
  readonly path: Path;
  readonly owner: ObjectSchema;
}

/** A scalar of the right type that is not allowed. */
export interface WrongValue {
  readonly code: "value";
  readonly path: Path;
  readonly expected: ScalarSchema;
  /** What is wrong with it, behind the value: `is not a quantity`. */
  readonly problem: string;
}

/** What the API server asks of several fields, or of a value, beyond its type. */
export interface BrokenConstraint {
  readonly code: "constraint";
  readonly path: Path;
  /** What is wrong, as a sentence without its end. */
  readonly problem: string;
  readonly first: Path | undefined;
  /** It is about what is not there. */
  readonly lacks: boolean;
  /** Not the value is to blame, but its key. */
  readonly isKey: boolean;
}
