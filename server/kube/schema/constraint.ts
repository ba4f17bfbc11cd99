/** What the API server's validation asks of the fields of one mapping beyond their types. */
export type Constraint = Together | Range | Pattern | Keys | Quantities | Needed | Excluded | Unique | Size | Alone | Inside;

/** Of these fields so many are set. */
export interface Together {
  readonly rule: "together";
  readonly of: readonly string[];
  readonly least: 0 | 1;
  readonly most?: 1;
  /** What is chosen: "source of a volume". */
  readonly what: string;
}

/** A number within these bounds, the bounds included. */
export interface Range {
  readonly rule: "range";
  readonly field: string;
  readonly min: number;
  readonly max?: number;
}

/** A text, or the texts of a list, that match. `must` is the predicate of the message: "must …". */
export interface Pattern {
  readonly rule: "pattern";
  readonly field: string;
  readonly matches: RegExp;
  readonly must: string;
  readonly when?: readonly When[];
}

/** The keys of a mapping match, and perhaps its values. */
export interface Keys {
  readonly rule: "keys";
  readonly field: string;
  readonly matches: RegExp;
  readonly must: string;
  readonly values?: { readonly matches: RegExp; readonly must: string };
}

/** The quantities of a mapping by resource: none is negative, and what is counted comes in whole numbers. */
export interface Quantities {
  readonly rule: "quantities";
  readonly field: string;
  /** A resource that must be among them. */
  readonly needs?: string;
}

/** A field that must be there, and not empty. */
export interface Needed {
  readonly rule: "needed";
  readonly field: string;
  readonly when?: readonly When[];
  /** The message, where that which is made of the conditions would say too little. */
  readonly problem?: string;
}

/** A field that must not be there. An empty list or text does not count. */
export interface Excluded {
  readonly rule: "excluded";
  readonly field: string;
  readonly when: readonly When[];
}

/** No two items of the list have the same values of these keys; without keys, no two texts are the same. */
export interface Unique {
  readonly rule: "unique";
  readonly field: string;
  readonly keys: readonly string[];
  readonly defaults?: Readonly<Record<string, string>>;
}

/** A list of so many items, the bounds included. */
export interface Size {
  readonly rule: "size";
  readonly field: string;
  readonly min?: number;
  readonly max?: number;
  readonly when?: readonly When[];
}

/** What is asked of the mapping in a field, where it depends on what that field is of. */
export interface Inside {
  readonly rule: "inside";
  readonly field: string;
  readonly constraint: Constraint;
}

/** Where the word is among the texts of a list, it is the only one. */
export interface Alone {
  readonly rule: "alone";
  readonly field: string;
  readonly word: string;
}

/** Where another field of the mapping has one of these values (or, with `not`, another); `absent` is what its absence means. */
export interface When {
  readonly field: string;
  readonly in?: readonly (string | number | boolean)[];
  readonly not?: readonly (string | number | boolean)[];
  /** That the field is there, or is not. */
  readonly set?: boolean;
  readonly absent?: string | number | boolean;
}
