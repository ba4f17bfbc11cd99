import type { Constraint } from "./constraint.ts";
import { CONSTRAINTS } from "./constraints.table.ts";
import { DEFINITIONS, NEWEST, OLDEST } from "./definitions.table.ts";
import { ANY, type Lifetime, type ListSchema, type ObjectSchema, type Property, type ScalarType, type Schema } from "./schema.ts";

/**
 * The definitions of the Kubernetes API for one version. A line of the table is `core.v1.Container|args:[s|env:[297~name^|image:s!|…`: a definition
 * and its fields by name, each with a type (a letter, or the line of a definition, behind `[` for a list of and `{` for a map of), `=A,B` for the
 * texts that are allowed, `!` where it is required, `~a,b` for the keys of a list, `*` for a list that is a set, `^` where a patch merges it, and
 * `>N` and `<N` for the first version that has it and the first that no longer has it, where that is not as long as the definition itself.
 * A line is read when it is first asked for.
 */
export class Definitions {
  readonly #minor: number;
  readonly #known = new Map<number, ObjectSchema>();

  private constructor(minor: number) {
    this.#minor = minor;
  }

  /** Those of Kubernetes 1.`minor`; of a version that the table does not know, those of the nearest. */
  static of(minor: number): Definitions {
    const known = Math.min(Math.max(minor, OLDEST), NEWEST);
    let one = versions.get(known);
    if (!one) {
      one = new Definitions(known);
      versions.set(known, one);
    }
    return one;
  }

  at(line: number): ObjectSchema {
    let known = this.#known.get(line);
    if (!known) {
      known = this.#read(lines()[line] ?? "");
      this.#known.set(line, known);
    }
    return known;
  }

  #read(line: string): ObjectSchema {
    const [id = "", ...fields] = line.split("|");
    const properties = new Map<string, Property>();
    const required: string[] = [];
    const elsewhere = new Map<string, Lifetime>();
    for (const text of fields) {
      const [, name, type, values, mandatory, keys, set, merged, since, until] = FIELD.exec(text) as unknown as FieldParts;
      const lifetime: Lifetime = { ...(since && { since: Number(since) }), ...(until && { until: Number(until) }) };
      if (this.#minor < (lifetime.since ?? 0) || this.#minor >= (lifetime.until ?? Number.POSITIVE_INFINITY)) {
        elsewhere.set(name, joined(elsewhere.get(name), lifetime));
        continue;
      }
      properties.set(name, this.#property(name, type, values, { keys: keys?.split(",") ?? [], set, merged }, lifetime));
      if (mandatory) required.push(name);
    }
    for (const name of properties.keys()) elsewhere.delete(name);
    return { kind: "object", id, properties, required, elsewhere, open: false, constraints: constraintsOf(id) };
  }

  /** What the field holds is read when it is first asked for: definitions lead to one another, in rings too. */
  #property(name: string, type: string, values: string | undefined, list: ListParts, lifetime: Lifetime): Property {
    const read = () => this.#schema(type, values?.split(","), list);
    let schema: Schema | undefined;
    return {
      name,
      lifetime,
      get schema() {
        schema ??= read();
        return schema;
      },
    };
  }

  #schema(type: string, values: readonly string[] | undefined, list: ListParts): Schema {
    const rest = type.slice(1);
    switch (type[0]) {
      case "[": {
        const one: ListSchema = {
          kind: "list",
          items: this.#schema(rest, values, NO_LIST),
          keys: list.keys,
          merged: !!list.merged,
        };
        return one;
      }
      case "{":
        return { kind: "map", values: this.#schema(rest, values, NO_LIST) };
      case "o":
        return ANY;
      default: {
        const scalar = SCALARS[type];
        if (!scalar) return this.at(Number(type));
        return values ? { kind: "scalar", type: scalar, values } : { kind: "scalar", type: scalar };
      }
    }
  }
}

/** Those of the definition, or of the stable one that a preview of it becomes. */
function constraintsOf(id: string): readonly Constraint[] {
  const own = CONSTRAINTS[id];
  if (own || !/\.v\d+(alpha|beta)\d+\./.test(id)) return own ?? [];
  return CONSTRAINTS[id.replace(/\.v\d+(alpha|beta)\d+\./, ".v1.")] ?? [];
}

interface ListParts {
  readonly keys: readonly string[];
  readonly set: string | undefined;
  readonly merged: string | undefined;
}

const NO_LIST: ListParts = { keys: [], set: undefined, merged: undefined };

type Optional = string | undefined;
type FieldParts = readonly [string, string, string, Optional, Optional, Optional, Optional, Optional, Optional, Optional];

const FIELD =
  /^([^:]+):([[{]*(?:\d+|[a-z]))(?:=([^!~*^<>]+?(?:,\*)?|\*[^!~^<>]*))?(!)?(?:~([^*^<>]+))?(\*)?(\^)?(?:>(\d+))?(?:<(\d+))?$/;

const SCALARS: Readonly<Record<string, ScalarType>> = {
  s: "string",
  i: "int32",
  l: "int64",
  n: "number",
  b: "boolean",
  q: "quantity",
  x: "intOrString",
  t: "date",
  y: "bytes",
};

const versions = new Map<number, Definitions>();
let cut: readonly string[] | undefined;

function lines(): readonly string[] {
  cut ??= DEFINITIONS.slice(1).split("\n");
  return cut;
}

function joined(a: Lifetime | undefined, b: Lifetime): Lifetime {
  return a ? { ...(a.since && { since: a.since }), ...(b.until && { until: b.until }) } : b;
}
