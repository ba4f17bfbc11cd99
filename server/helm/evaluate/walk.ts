import type { Action, Branch, Node, Pipe, TemplateCall } from "../template/node.ts";
import { compareBytes, display, unknownText } from "../value/display.ts";
import { type Context, exactRun, HOLE, type Place } from "../value/place.ts";
import { concat, slice, Text } from "../value/text.ts";
import { truth } from "../value/type.ts";
import { int, isNil, MISSING, UNKNOWN, type Value } from "../value/value.ts";
import { TemplateError } from "./error.ts";
import { ELSE_MARK, END_MARK, IF_MARK } from "./mark.ts";
import { assign, evalPipeline } from "./pipeline.ts";
import { type Program, placeIn } from "./program.ts";
import { errorAt, type Slot, type State, step } from "./state.ts";

type Flow = "on" | "break" | "continue";

const MAX_DEPTH = 400;

/** Executes nodes with a dot; says whether the loop around goes on. */
export function walk(state: State, dot: Slot, nodes: readonly Node[]): Flow {
  for (const node of nodes) {
    const flow = walkNode(state, dot, node);
    if (flow !== "on") return flow;
  }
  return "on";
}

function walkNode(state: State, dot: Slot, node: Node): Flow {
  step(state);
  switch (node.kind) {
    case "text":
      writeLiteral(state, node.start, node.end);
      return "on";
    case "action":
      walkAction(state, dot, node);
      return "on";
    case "if":
    case "with":
      return walkBranch(state, dot, node);
    case "range":
      return walkRange(state, dot, node);
    case "template":
      walkTemplate(state, dot, node);
      return "on";
    case "broken": {
      const place = placeIn(state.program, node.start, node.end);
      state.output.write(unknownText(HOLE, place), place, { kind: "action", place, parent: state.context });
      return "on";
    }
    default:
      return node.kind;
  }
}

function writeLiteral({ program, output, context }: State, start: number, end: number): void {
  const { file, source } = program;
  if (source) {
    const text = slice(source, start, end);
    return void output.write(text, text.runs[0]?.place ?? { file, start, end }, context);
  }
  const run = exactRun(file, start, end);
  output.literal(file.text.slice(start, end), context ? { ...run, context } : run);
}

function walkAction(state: State, dot: Slot, { pipe, start, end }: Action): void {
  const place = placeIn(state.program, start, end);
  const before = state.context;
  const context: Context = { kind: "action", place, parent: before };
  state.context = context;
  const value = evalOrUnknown(state, dot, pipe);
  state.context = before;
  if (pipe.declared.length === 0) state.output.write(printed(value), place, context);
}

/** The value of a pipeline; where errors are recovered from, one that cannot be evaluated is unknown. */
function evalOrUnknown(state: State, dot: Slot, pipe: Pipe): Value {
  const { context, variables } = state;
  const mark = variables.length;
  try {
    return evalPipeline(state, dot, pipe);
  } catch (error) {
    if (!(error instanceof TemplateError) || error.code === "limit" || !state.engine.recover) throw error;
    state.engine.recover(error);
    state.context = context;
    variables.length = mark;
    for (const { names } of pipe.declared)
      if (!pipe.assigns) variables.push({ name: names[0] as string, slot: { value: UNKNOWN, boxed: false } });
    const margin = marginOf(pipe);
    return margin === undefined ? { ...UNKNOWN, place: error.place } : concat(new Text(margin), unknownText(HOLE, error.place));
  }
}

/** What an action writes before anything else, whatever it is: `include "x" . | nindent 4` a line break and four blanks. */
function marginOf({ commands }: Pipe): string | undefined {
  const [name, width] = commands.at(-1)?.args ?? [];
  if (commands.length < 2 || name?.kind !== "identifier" || width?.kind !== "number" || !/^\d{1,3}$/.test(width.text))
    return undefined;
  if (name.name !== "indent" && name.name !== "nindent") return undefined;
  return (name.name === "nindent" ? "\n" : "") + " ".repeat(Number(width.text));
}

/** What an action prints. */
export function printed(value: Value): Text {
  if (isNil(value)) return NO_VALUE;
  // What has its String method by its address is printed by it here, and nowhere else.
  return value.kind === "struct" && value.printed ? value.printed : display(value);
}

const NO_VALUE = new Text("<no value>");

/** Runs `body` below a branch; variables that it declares end with it. */
function within(state: State, node: Branch, kind: Context["kind"], value: Value, body: () => Flow): Flow {
  const before = state.context;
  const { pipe } = node;
  const place = placeIn(state.program, pipe?.start ?? node.start, pipe?.end ?? node.start);
  state.context = { kind, place, parent: before, value: placeOf(value) };
  const flow = body();
  state.context = before;
  return flow;
}

function placeOf(value: Value): Place | undefined {
  if (value.kind === "string") return value.runs[0]?.place;
  return "place" in value ? value.place : undefined;
}

function walkBranch(state: State, dot: Slot, node: Branch): Flow {
  const mark = state.variables.length;
  const value: Value = node.pipe ? evalOrUnknown(state, dot, node.pipe) : UNKNOWN;
  const holds = truth(value);
  const inner = node.kind === "with" ? { value, boxed: false } : dot;
  const scope = state.variables.length;
  const take = (slot: Slot, nodes: readonly Node[] | undefined, kind: Context["kind"]): Flow => {
    state.variables.length = scope;
    return nodes ? within(state, node, kind, value, () => walk(state, slot, nodes)) : "on";
  };
  let flow: Flow;
  if (holds === undefined && state.engine.opensUnknown) {
    const place = placeIn(state.program, node.start, node.start);
    const write = (text: string) => state.output.write(unknownText(text, place), place, state.context);
    write(IF_MARK);
    take(inner, node.list, node.kind);
    if (node.otherwise) {
      write(ELSE_MARK);
      take(dot, node.otherwise, "else");
    }
    write(END_MARK);
    flow = "on";
  } else flow = holds === false ? take(dot, node.otherwise, "else") : take(inner, node.list, node.kind);
  state.variables.length = mark;
  return flow;
}

function walkRange(state: State, dot: Slot, node: Branch): Flow {
  const mark = state.variables.length;
  const value: Value = node.pipe ? evalOrUnknown(state, dot, node.pipe) : UNKNOWN;
  const scope = state.variables.length;
  let some = false;
  let flow: Flow = "on";
  for (const [key, slot] of elements(state, value, (node.pipe?.declared.length ?? 0) > 1)) {
    some = true;
    step(state);
    state.variables.length = scope;
    bind(state, node, key, slot);
    flow = within(state, node, "range", value, () => walk(state, slot, node.list));
    if (flow === "break") break;
  }
  state.variables.length = mark;
  const { otherwise } = node;
  if (!some && otherwise) return within(state, node, "else", value, () => walk(state, dot, otherwise));
  return "on";
}

function bind(state: State, { pipe }: Branch, key: Value, slot: Slot): void {
  const declared = pipe?.declared ?? [];
  const names = declared.map(({ names: [name] }) => name as string);
  const values: readonly Slot[] = names.length > 1 ? [{ value: key, boxed: false }, slot] : [slot];
  if (pipe?.assigns) {
    names.forEach((name, i) => {
      assign(state, name, values[i] as Slot);
    });
  } else {
    // The pipeline has declared them: they are the last ones.
    const first = state.variables.length - names.length;
    names.forEach((name, i) => {
      state.variables[first + i] = { name, slot: values[i] as Slot };
    });
  }
}

/** What `range` goes through. */
function* elements(state: State, value: Value, two: boolean): Generator<readonly [Value, Slot]> {
  switch (value.kind) {
    case "missing":
    case "nil":
      return;
    case "list": {
      const boxed = value.element === "interface {}";
      for (const [i, item] of value.items.entries()) yield [int(i), { value: item, boxed }];
      return;
    }
    case "dict": {
      const boxed = value.type !== "map[string]string";
      const sorted = [...value.entries.values()].sort((a, b) => compareBytes(a.key.text, b.key.text));
      for (const entry of sorted) yield [entry.key, { value: entry.value, boxed }];
      return;
    }
    case "int":
      if (two) errorAt(state, `can't use ${value.value} to iterate over more than one variable`);
      for (let i = 0n; i < value.value; i++) yield [int(i, value.type), { value: int(i, value.type), boxed: false }];
      return;
    case "unknown":
      yield [value, { value, boxed: true }];
      return;
    default:
      errorAt(state, `range can't iterate over ${display(value).text}`);
  }
}

function walkTemplate(state: State, dot: Slot, node: TemplateCall): void {
  state.node = node;
  const program = state.programs.get(node.name);
  state.engine.uses(node.name, program);
  if (!program) errorAt(state, `template ${JSON.stringify(node.name)} not defined`);
  if (state.depth >= MAX_DEPTH) errorAt(state, `templates call each other more than ${MAX_DEPTH} deep here`, "limit");
  const before = state.context;
  const place = placeIn(state.program, node.start, node.end);
  state.context = { kind: "include", place, parent: before };
  const value = node.pipe ? evalOrUnknown(state, dot, node.pipe) : MISSING;
  run(state, program, value, state.context);
  state.context = before;
}

/** Executes a template within another, into the same output. */
function run(state: State, program: Program, value: Value, context: Context | undefined): void {
  const slot = { value, boxed: false };
  walk(
    {
      ...state,
      program,
      node: undefined,
      variables: [{ name: "$", slot }],
      context,
      depth: state.depth + 1,
    },
    slot,
    program.list,
  );
}
