import type { Chain, Command, FieldNode, Identifier, Operand, Pipe, VariableNode } from "../template/node.ts";
import { printNode } from "../template/print.ts";
import { exactRun } from "../value/place.ts";
import { slice, Text } from "../value/text.ts";
import { truth, typeOf } from "../value/type.ts";
import { bool, type Dict, type Method, MISSING, NIL, type Struct, UNKNOWN, type Value } from "../value/value.ts";
import { literalAs, validate } from "./argument.ts";
import { FunctionError } from "./error.ts";
import { spendCall, spendValue } from "./output.ts";
import { type GoFunction, placeIn } from "./program.ts";
import { errorAt, errorCalling, type Slot, type State, step } from "./state.ts";

// The evaluation of pipelines, after the specification of text/template. That nodes are noted in `state.node` in the order in which Go notes
// them is what puts errors where Go puts them.

/** The value of a pipeline; its variables are declared or assigned. */
export function evalPipeline(state: State, dot: Slot, pipe: Pipe): Value {
  state.node = pipe;
  step(state);
  let value: Value | undefined;
  for (const command of pipe.commands) {
    value = evalCommand(state, dot, command, value);
    if (value.kind === "nil") value = MISSING;
  }
  const result = value ?? MISSING;
  for (const variable of pipe.declared) {
    const name = variable.names[0] as string;
    if (pipe.assigns) assign(state, name, { value: result, boxed: false });
    else state.variables.push({ name, slot: { value: result, boxed: false } });
  }
  return result;
}

/** Gives the nearest variable of the name another value. */
export function assign(state: State, name: string, slot: Slot): void {
  const variable = state.variables.findLast((one) => one.name === name);
  if (!variable) errorAt(state, `undefined variable: ${name}`);
  variable.slot = slot;
}

function evalCommand(state: State, dot: Slot, command: Command, final: Value | undefined): Value {
  const first = command.args[0] as Operand;
  const { args } = command;
  switch (first.kind) {
    case "field":
      return evalField(state, dot, first, args, final);
    case "chain":
      return evalChain(state, dot, first, args, final);
    case "identifier":
      return evalFunction(state, dot, first, command, args, final);
    case "variable":
      return evalVariable(state, dot, first, args, final);
    case "pipe":
      refuseArguments(state, args, final);
      return evalPipeline(state, dot, first);
  }
  state.node = first;
  refuseArguments(state, args, final);
  if (first.kind === "nil") return errorAt(state, "nil is not a command");
  return first.kind === "dot" ? dot.value : literal(state, first);
}

function refuseArguments(state: State, args: readonly Operand[], final: Value | undefined): void {
  if (args.length > 1 || final) {
    const [first] = args as [Operand];
    errorAt(state, `can't give argument to non-function ${printNode(first)}`);
  }
}

function literal(state: State, node: Operand): Value {
  if (node.kind === "bool") return bool(node.value);
  if (node.kind === "number") return node.value;
  if (node.kind === "string") return literalText(state, node.start, node.quoted, node.value);
  return MISSING;
}

function literalText({ program }: State, start: number, quoted: string, value: string): Text {
  const isPlain = quoted.length === value.length + 2;
  if (program.source) {
    const place = placeIn(program, start, start + quoted.length);
    return isPlain ? slice(program.source, start + 1, start + 1 + value.length) : new Text(value).placed(place);
  }
  const { file } = program;
  if (isPlain) return new Text(value, () => (value === "" ? [] : [exactRun(file, start + 1, start + 1 + value.length)]));
  return new Text(value).placed({ file, start, end: start + quoted.length });
}

function evalField(state: State, dot: Slot, node: FieldNode, args: readonly Operand[], final: Value | undefined): Value {
  state.node = node;
  return evalNames(state, dot, dot, node, node.names, 0, args, final);
}

function evalVariable(state: State, dot: Slot, node: VariableNode, args: readonly Operand[], final: Value | undefined): Value {
  state.node = node;
  const variable = state.variables.findLast((one) => one.name === node.names[0]);
  if (!variable) return errorAt(state, `undefined variable: ${node.names[0]}`);
  if (node.names.length > 1) return evalNames(state, dot, variable.slot, node, node.names, 1, args, final);
  refuseArguments(state, args, final);
  return variable.slot.value;
}

function evalChain(state: State, dot: Slot, node: Chain, args: readonly Operand[], final: Value | undefined): Value {
  state.node = node;
  if (node.node.kind === "nil") errorAt(state, `indirection through explicit nil in ${printNode(node)}`);
  const value = evalArgument(state, dot, node.node, undefined);
  return evalNames(state, dot, { value, boxed: false }, node, node.names, 0, args, final);
}

type Receiver = FieldNode | VariableNode | Chain;

function evalNames(
  state: State,
  dot: Slot,
  first: Slot,
  node: Receiver,
  names: readonly string[],
  from: number,
  args: readonly Operand[],
  final: Value | undefined,
): Value {
  let receiver = first;
  for (let i = from; i < names.length; i++) {
    const last = i === names.length - 1;
    receiver = member(state, dot, receiver, node, names[i] as string, last ? args : [], last ? final : undefined);
  }
  return receiver.value;
}

/** A field, a key or the result of a method of the receiver. */
function member(
  state: State,
  dot: Slot,
  { value: receiver, boxed }: Slot,
  node: Receiver,
  name: string,
  args: readonly Operand[],
  final: Value | undefined,
): Slot {
  if (receiver.kind === "missing") return { value: MISSING, boxed: false };
  if (receiver.kind === "unknown") return { value: UNKNOWN, boxed: true };
  if (receiver.kind === "nil") return errorAt(state, `nil pointer evaluating interface {}.${name}`);
  if (receiver.kind === "dict" || receiver.kind === "struct" || receiver.kind === "list") {
    const method = receiver.methods?.get(name);
    if (method) return { value: evalCall(state, dot, methodFunction(method), node, name, args, final), boxed: false };
    const hasArguments = args.length > 1 || final !== undefined;
    const found =
      receiver.kind === "dict" ? keyOf(receiver, name) : receiver.kind === "struct" ? fieldOf(receiver, name) : undefined;
    if (found) {
      if (hasArguments)
        errorAt(
          state,
          receiver.kind === "dict"
            ? `${name} is not a method but has arguments`
            : `${name} has arguments but cannot be invoked as function`,
        );
      return found;
    }
  }
  return errorAt(state, `can't evaluate field ${name} in type ${boxed ? "interface {}" : typeOf(receiver)}`);
}

function keyOf(dict: Dict, name: string): Slot {
  return { value: dict.entries.get(name)?.value ?? dict.zero ?? NIL, boxed: dict.type !== "map[string]string" };
}

function fieldOf({ fields, embedded }: Struct, name: string): Slot | undefined {
  const value = fields.get(name) ?? embedded?.fields.get(name);
  return value && { value, boxed: false };
}

function methodFunction({ parameters, call }: Method): GoFunction {
  return { parameters, call: (args) => call(args) };
}

function evalFunction(
  state: State,
  dot: Slot,
  node: Identifier,
  command: Command | Identifier,
  args: readonly Operand[],
  final: Value | undefined,
): Value {
  state.node = node;
  const found = state.functions.get(node.name);
  if (!found) return errorAt(state, `${JSON.stringify(node.name)} is not a defined function`);
  if (node.name === "and" || node.name === "or") return evalLogic(state, dot, node.name, args, final);
  return evalCall(state, dot, found, command, node.name, args, final);
}

/** `and` and `or`: what follows the argument that decides is not evaluated. */
function evalLogic(state: State, dot: Slot, name: "and" | "or", args: readonly Operand[], final: Value | undefined): Value {
  const given = args.length - 1 + (final ? 1 : 0);
  if (given === 0) errorAt(state, `wrong number of args for ${name}: want at least 1 got 0`);
  let value: Value = MISSING;
  let undecided = false;
  for (const arg of args.slice(1)) {
    value = evalArgument(state, dot, arg, "interface {}");
    const holds = truth(value);
    if (holds === (name === "or")) return value;
    undecided ||= holds === undefined;
  }
  if (final) {
    value = final;
    if (undecided && truth(value) === (name === "or")) return value;
  }
  return undecided ? UNKNOWN : value;
}

/** The value of an argument that is passed as the type; without a type, of what is not passed. */
function evalArgument(state: State, dot: Slot, node: Operand, type: string | undefined): Value {
  state.node = node;
  const check = (value: Value): Value => (type === undefined ? value : validate(state, value, type));
  switch (node.kind) {
    case "dot":
      return check(dot.value);
    case "field":
      return check(evalField(state, dot, node, [node], undefined));
    case "variable":
      return check(evalVariable(state, dot, node, [node], undefined));
    case "pipe":
      return check(evalPipeline(state, dot, node));
    case "identifier":
      return check(evalFunction(state, dot, node, node, [node], undefined));
    case "chain":
      return check(evalChain(state, dot, node, [node], undefined));
  }
  if (type === undefined || type === "interface {}") return node.kind === "nil" ? NIL : literal(state, node);
  if (type === "string" && node.kind === "string") return literal(state, node);
  return literalAs(state, node, type);
}

function evalCall(
  state: State,
  dot: Slot,
  called: GoFunction,
  node: Command | Identifier | Receiver,
  name: string,
  args: readonly Operand[],
  final: Value | undefined,
): Value {
  const { parameters } = called;
  const given = args.slice(1);
  const count = given.length + (final ? 1 : 0);
  const last = parameters.at(-1);
  const rest = last?.startsWith("...") ? last.slice(3) : undefined;
  const fixed = rest === undefined ? parameters.length : parameters.length - 1;
  if (rest === undefined ? count !== fixed : count < fixed)
    errorAt(
      state,
      `wrong number of args for ${name}: want ${rest === undefined ? "" : "at least "}${fixed} got ${rest === undefined ? count : given.length}`,
    );
  const typeAt = (i: number): string => (i < fixed ? (parameters[i] as string) : (rest as string));
  const values = given.map((arg, i) => evalArgument(state, dot, arg, typeAt(i)));
  if (final) values.push(validate(state, final, typeAt(given.length)));
  step(state);
  const place = placeIn(state.program, node.start, node.end);
  let result: Value;
  try {
    spendCall(state.engine.budget, called, values);
    if (!called.knowsUnknown && values.some(isUnknown)) result = called.unknown?.(values) ?? { kind: "unknown", place };
    else
      result = called.call(values, {
        place,
        argument: () => (given[0] ? printNode(given[0]) : ""),
        engine: state.engine,
        state,
      });
    spendValue(state.engine.budget, result);
  } catch (error) {
    state.node = node;
    if (error instanceof FunctionError) errorCalling(state, name, error);
    throw error;
  }
  return result.kind === "string" ? result.placed(place) : result;
}

function isUnknown(value: Value): boolean {
  return value.kind === "unknown" || (value.kind === "string" && value.unknown);
}
