import type { Definition, Node, Operand, Pipe, Template } from "../template/node.ts";
import type { SourceFile } from "../value/place.ts";
import {
  type Condition,
  type Dump,
  fieldOf,
  type Meaning,
  type NamedKey,
  ROOT,
  type TemplateDefinition,
  type TemplateUse,
  type Uses,
  type ValueUse,
} from "./reference.ts";

/** A parsed file of templates. */
export interface TemplateFile {
  readonly file: SourceFile;
  readonly template: Template;
  /** What `.` and `$` mean in it. */
  readonly root: Meaning;
}

/** How often named templates are looked at again with what is handed to them. */
const ROUNDS = 4;

/**
 * What templates read of the values, and which named templates they call, by their text alone: no branch is left out. A named template means by `.`
 * what its callers hand to it, or the root where nobody calls it.
 */
export function usesIn(files: readonly TemplateFile[]): Uses {
  let handed: ReadonlyMap<string, readonly Meaning[]> = new Map();
  for (let round = 0; ; round++) {
    const walk = new Walk(handed);
    for (const { file, template, root } of files) {
      walk.file(file, template.list, [root]);
      for (const definition of template.definitions) walk.definition(file, definition);
    }
    if (round >= ROUNDS || isSame(handed, walk.handed)) return walk.uses();
    handed = walk.handed;
  }
}

function isSame(a: ReadonlyMap<string, readonly Meaning[]>, b: ReadonlyMap<string, readonly Meaning[]>): boolean {
  const text = (map: ReadonlyMap<string, readonly Meaning[]>) =>
    [...map].map(([name, list]) => `${name} ${list.map(keyOf).join()}`).join("\n");
  return text(a) === text(b);
}

function keyOf(meaning: Meaning): string {
  if (!meaning) return "?";
  if (meaning.kind === "root") return "$";
  if (meaning.kind === "values") return meaning.path.join(".");
  return `{${[...meaning.entries].map(([name, one]) => `${name}:${keyOf(one)}`).join()}}`;
}

interface Scope {
  readonly file: SourceFile;
  readonly root: Meaning;
  readonly dot: Meaning;
  readonly variables: Map<string, Meaning>;
  readonly conditions: readonly Condition[];
}

/** Functions that hand on a value as it is. */
const PASSING: ReadonlySet<string> = new Set(["default", "required", "deepCopy", "mustDeepCopy", "coalesce"]);
/** Functions of whose result only a part is read later. */
const ALWAYS_PASSING: ReadonlySet<string> = new Set(["index", "get", "dict", "include", "hasKey"]);

/** More meanings than that a named template is not read with. */
const MOST_MEANINGS = 12;

class Walk {
  readonly handed = new Map<string, Meaning[]>();
  readonly #before: ReadonlyMap<string, readonly Meaning[]>;
  readonly #values = new Map<string, ValueUse>();
  readonly #calls = new Map<string, TemplateUse>();
  readonly #definitions: TemplateDefinition[] = [];
  readonly #dumps = new Map<string, Dump>();

  constructor(before: ReadonlyMap<string, readonly Meaning[]>) {
    this.#before = before;
  }

  uses(): Uses {
    const [values, calls, dumps] = [[...this.#values.values()], [...this.#calls.values()], [...this.#dumps.values()]];
    return { values, calls, dumps, definitions: this.#definitions };
  }

  file(file: SourceFile, list: readonly Node[], dots: readonly Meaning[]): void {
    for (const dot of dots) this.#list({ file, root: dot, dot, variables: new Map(), conditions: [] }, list);
  }

  definition(file: SourceFile, { name, named, list }: Definition): void {
    this.#definitions.push({ file, name, ...unquoted(named) });
    const known = this.#before.get(name)?.filter((one) => one !== undefined) ?? [];
    this.file(file, list, known.length > 0 ? known : [ROOT]);
  }

  #list(scope: Scope, list: readonly Node[]): void {
    for (const node of list) this.#node(scope, node);
  }

  #node(scope: Scope, node: Node): void {
    switch (node.kind) {
      case "action":
        this.#pipe(scope, node.pipe);
        return;
      case "template": {
        const handed = node.pipe && this.#pipe(scope, node.pipe, true);
        this.#call(scope, node.name, this.#nameIn(scope.file, node.start, node.end, node.name), handed);
        return;
      }
      case "if":
      case "with":
      case "range": {
        const inner: Scope = { ...scope, variables: new Map(scope.variables) };
        const meaning = node.pipe && this.#pipe(inner, node.pipe, true, node.kind === "range");
        const dot = node.kind === "if" ? scope.dot : node.kind === "with" ? meaning : fieldOf(meaning, "*");
        const path = meaning?.kind === "values" ? meaning.path : undefined;
        const conditions = [...scope.conditions, { start: node.start, path: node.kind === "range" ? undefined : path }];
        this.#list({ ...inner, dot, variables: new Map(inner.variables), conditions }, node.list);
        if (!node.otherwise) return;
        const others = [...scope.conditions, { start: node.start, path: undefined }];
        this.#list({ ...inner, variables: new Map(inner.variables), conditions: others }, node.otherwise);
      }
    }
  }

  #nameIn(file: SourceFile, start: number, end: number, name: string): { start: number; end: number } {
    const at = file.text.slice(start, end).indexOf(name);
    return at < 0 ? { start, end } : { start: start + at, end: start + at + name.length };
  }

  #call({ file }: Scope, name: string, span: { start: number; end: number }, handed: Meaning): void {
    this.#calls.set(`${file.path} ${span.start}`, { file, name, ...span });
    const known = this.handed.get(name) ?? [];
    if (known.length < MOST_MEANINGS && !known.some((one) => keyOf(one) === keyOf(handed)))
      this.handed.set(name, [...known, handed]);
  }

  /** `flows`: what it means is looked at later, so that nothing of it is read yet. */
  #pipe(scope: Scope, pipe: Pipe, flows = false, isRange = false): Meaning {
    let meaning: Meaning;
    const { commands, declared } = pipe;
    commands.forEach(({ args }, i) => {
      const next = commands[i + 1]?.args[0];
      const passes = next ? next.kind === "identifier" && PASSING.has(next.name) : flows || declared.length > 0;
      meaning = this.#command(scope, args, i > 0, meaning, passes);
    });
    const [first, second] = pipe.declared;
    const item = isRange ? fieldOf(meaning, "*") : meaning;
    if (first && !second) scope.variables.set(first.names[0] as string, item);
    if (first && second) {
      scope.variables.set(first.names[0] as string, undefined);
      scope.variables.set(second.names[0] as string, item);
    }
    return meaning;
  }

  /** `piped`: whether `final` is handed in behind the arguments. */
  #command(scope: Scope, [first, ...rest]: readonly Operand[], piped: boolean, final: Meaning, flows: boolean): Meaning {
    if (!first) return undefined;
    if (first.kind !== "identifier") return this.#operand(scope, first, flows);
    const passes = ALWAYS_PASSING.has(first.name) || (flows && PASSING.has(first.name));
    const args = rest.map((one) => ({ node: one as Operand | undefined, meaning: this.#operand(scope, one, passes) }));
    if (piped) args.push({ node: undefined, meaning: final });
    const text = (i: number) =>
      args[i]?.node?.kind === "string" ? (args[i].node as { readonly value: string }).value : undefined;
    const last = args.at(-1)?.meaning;
    switch (first.name) {
      case "include": {
        const name = text(0);
        const node = args[0]?.node;
        if (name !== undefined && node) this.#call(scope, name, { start: node.start + 1, end: node.end - 1 }, args[1]?.meaning);
        return undefined;
      }
      case "index":
      case "get":
        return this.#indexed(scope, args, flows);
      case "dict": {
        const entries = new Map<string, Meaning>();
        for (let i = 0; i + 1 < args.length; i += 2) entries.set(text(i) ?? "", args[i + 1]?.meaning);
        return { kind: "dict", entries };
      }
      case "default":
      case "required":
      case "deepCopy":
      case "mustDeepCopy":
        return last;
      case "coalesce":
        return args.find(({ meaning }) => meaning)?.meaning;
      case "toYaml":
        this.#dump(scope, first, last);
        return undefined;
      default:
        return undefined;
    }
  }

  #dump({ file, conditions }: Scope, { start, end }: Operand, meaning: Meaning): void {
    if (meaning?.kind === "values") this.#dumps.set(`${file.path} ${start}`, { start, end, path: meaning.path, conditions });
  }

  /** `index .Values "a" "b"`: each key stands in a place of its own. */
  #indexed(
    { file }: Scope,
    args: readonly { readonly node: Operand | undefined; readonly meaning: Meaning }[],
    flows: boolean,
  ): Meaning {
    let meaning = args[0]?.meaning;
    const names: NamedKey[] = [];
    for (const { node } of args.slice(1)) {
      meaning = fieldOf(meaning, node?.kind === "string" ? node.value : "*");
      if (meaning?.kind === "values" && node?.kind === "string")
        names.push({ depth: meaning.path.length - 1, start: node.start + 1, end: node.end - 1 });
    }
    if (meaning?.kind === "values") this.#use(file, meaning.path, names, !flows);
    return meaning;
  }

  #operand(scope: Scope, node: Operand, flows: boolean): Meaning {
    switch (node.kind) {
      case "dot":
        return this.#fields(scope, scope.dot, [], node.end, flows);
      case "field":
        return this.#fields(scope, scope.dot, node.names, node.end, flows);
      case "variable": {
        const [name, ...names] = node.names as readonly [string, ...string[]];
        const meaning = name === "$" ? scope.root : scope.variables.get(name);
        return this.#fields(scope, meaning, names, node.end, flows);
      }
      case "chain":
        return this.#fields(scope, this.#operand(scope, node.node, true), node.names, node.end, flows);
      case "pipe":
        return this.#pipe(scope, node, flows);
      case "identifier":
        return this.#command(scope, [node], false, undefined, flows);
      default:
        return undefined;
    }
  }

  /** Fields that end at an offset, one behind the other. */
  #fields({ file }: Scope, from: Meaning, names: readonly string[], end: number, flows: boolean): Meaning {
    let meaning = from;
    let start = end - names.reduce((sum, name) => sum + name.length + 1, 0);
    const keys: NamedKey[] = [];
    for (const name of names) {
      const above = meaning;
      meaning = fieldOf(meaning, name);
      start += name.length + 1;
      if (above?.kind === "values" && meaning?.kind === "values")
        keys.push({ depth: meaning.path.length - 1, start: start - name.length, end: start });
    }
    if (meaning?.kind === "values") this.#use(file, meaning.path, keys, !flows);
    return meaning;
  }

  #use(file: SourceFile, path: readonly string[], names: readonly NamedKey[], isWhole: boolean): void {
    const key = `${file.path} ${names[0]?.start ?? ""} ${path.join(".")}`;
    if (!this.#values.has(key) || isWhole) this.#values.set(key, { file, path, names, isWhole });
  }
}

function unquoted({ start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return { start: start + 1, end: end - 1 };
}
