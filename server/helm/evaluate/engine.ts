import { parseTemplateFile } from "../template/parse.ts";
import { unknownText } from "../value/display.ts";
import { HOLE, type SourceFile } from "../value/place.ts";
import { quoteGo } from "../value/quote.ts";
import { EMPTY, replaceAll, type Text } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { FunctionError, TemplateError } from "./error.ts";
import { Output } from "./output.ts";
import type { Budget, Call, Engine, GoFunction, Program } from "./program.ts";
import type { SharedMaps } from "./shared-maps.ts";
import type { State } from "./state.ts";
import { walk } from "./walk.ts";

/** How often a template may include itself (Helm, pkg/engine/engine.go). */
const MAX_INCLUDES = 1000;
/** How deep includes may nest here; real charts stay below 30. */
const MAX_DEPTH = 250;

/** All templates of a chart, with what they are executed with. */
export interface Machine {
  readonly programs: ReadonlyMap<string, Program>;
  readonly functions: ReadonlyMap<string, GoFunction>;
  readonly budget: Budget;
  readonly opensUnknown: boolean;
  /** Whether charts are missing, whose templates then are unknown. */
  readonly isIncomplete: boolean;
  readonly recover?: ((error: TemplateError) => void) | undefined;
  /** The maps that all templates see. */
  readonly shared?: SharedMaps | undefined;
  /** Notes which templates were asked for, and the files that they stand in. */
  readonly used?: Map<string, SourceFile | undefined> | undefined;
}

/** Executes a template from the outside. Throws a `TemplateError`. */
export function execute(machine: Machine, program: Program, data: Value): Text {
  return start(machine, program, data, undefined, new Map());
}

function start(machine: Machine, program: Program, data: Value, from: State | undefined, includes: Map<string, number>): Text {
  const slot = { value: data, boxed: false };
  const output = new Output(machine.budget);
  const state: State = {
    engine: engineOf(machine, includes),
    functions: machine.functions,
    programs: machine.programs,
    program,
    node: undefined,
    variables: [{ name: "$", slot }],
    output,
    context: from?.context,
    depth: (from?.depth ?? 0) + 1,
  };
  try {
    walk(state, slot, program.list);
  } catch (error) {
    if (error instanceof FunctionError && !(error instanceof TemplateError)) throw relocated(state, error);
    throw error;
  }
  return output.text();
}

/** An error that came up outside of a function: the output's limit. */
function relocated({ program, node }: State, error: FunctionError): TemplateError {
  const place = { file: program.file, start: node?.start ?? 0, end: node?.end ?? 0 };
  return new TemplateError(`template: ${program.name}: ${error.message}`, place, error.message, error.code);
}

function engineOf(machine: Machine, includes: Map<string, number>): Engine {
  return {
    budget: machine.budget,
    opensUnknown: machine.opensUnknown,
    changes: (map, value) => machine.shared?.changes(map, value),
    recover: machine.recover,
    uses: (name, program) => noteUse(machine, name, program),
    include: (name, data, call) => include(machine, includes, name, data, call),
    tpl: (text, data, call) => tpl(machine, includes, text, data, call),
  };
}

function include(machine: Machine, includes: Map<string, number>, name: string, data: Value, call: Call): Text {
  const count = includes.get(name) ?? 0;
  if (count > MAX_INCLUDES)
    throw new FunctionError(`rendering template has a nested reference name: ${name}: unable to execute template`, "limit");
  const from = call.state as State;
  if (from.depth > MAX_DEPTH) throw new FunctionError(`templates call each other more than ${MAX_DEPTH} deep here`, "limit");
  const program = machine.programs.get(name);
  noteUse(machine, name, program);
  if (!program && machine.isIncomplete && machine.opensUnknown) return unknownText(HOLE, call.place);
  if (!program) throw new FunctionError(`template: no template ${quoteGo(name)} associated with template "gotpl"`);
  includes.set(name, count + 1);
  const context = { kind: "include", place: call.place, parent: from.context } as const;
  const text = start(machine, program, data, { ...from, context }, includes);
  includes.set(name, count);
  return text;
}

/** A template that a text of `tpl` defines is part of that text. */
function noteUse({ used }: Machine, name: string, program: Program | undefined): void {
  if (!program?.source) used?.set(name, program?.file);
}

function tpl(machine: Machine, includes: Map<string, number>, text: Text, data: Value, call: Call): Text {
  const from = call.state as State;
  if (from.depth > MAX_DEPTH) throw new FunctionError(`templates call each other more than ${MAX_DEPTH} deep here`, "limit");
  if (!text.text.includes("{{")) return replaceAll(text, "<no value>", EMPTY);
  const file: SourceFile = { path: "gotpl", text: text.text };
  const parsed = parseTemplateFile(text.text, "gotpl", (name) => machine.functions.has(name));
  const [problem] = parsed.problems;
  if (problem)
    throw new FunctionError(`cannot parse template ${quoteGo(text.text)}: template: gotpl:${problem.line}: ${problem.message}`);
  const own = { name: "gotpl", path: "gotpl", file, source: text };
  const programs = new Map(machine.programs);
  for (const { name, list } of parsed.definitions) programs.set(name, { ...own, name, list });
  try {
    const made = start({ ...machine, programs }, { ...own, list: parsed.list }, data, from, includes);
    return replaceAll(made, "<no value>", EMPTY);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const message = `error during tpl function execution for ${quoteGo(text.text)}: ${error.message}`;
    throw new TemplateError(message, error.place, error.reason, error.code);
  }
}
