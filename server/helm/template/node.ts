import type { Span } from "../../text/span.ts";
import type { Complex, Float, Int } from "../value/value.ts";

// What a template is made of. `position` is where Go says that a node stands; `start` to `end` is what it covers. All offsets are UTF-16 units
// in the template's text.

interface Base extends Span {
  readonly position: number;
}

export interface TextNode extends Span {
  readonly kind: "text";
}

export interface Action extends Span {
  readonly kind: "action";
  readonly pipe: Pipe;
}

/** `if`, `with` or `range`. Without a pipeline the condition could not be read. */
export interface Branch extends Span {
  readonly kind: "if" | "with" | "range";
  readonly position: number;
  readonly pipe: Pipe | undefined;
  readonly list: readonly Node[];
  readonly otherwise: readonly Node[] | undefined;
}

export interface TemplateCall extends Base {
  readonly kind: "template";
  readonly name: string;
  readonly pipe: Pipe | undefined;
}

export interface Jump extends Span {
  readonly kind: "break" | "continue";
}

/** An action that could not be read: it may write anything. */
export interface Broken extends Span {
  readonly kind: "broken";
}

export type Node = TextNode | Action | Branch | TemplateCall | Jump | Broken;

export interface Pipe extends Base {
  readonly kind: "pipe";
  readonly declared: readonly VariableNode[];
  /** Whether `=` assigns to variables that are there. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

export interface Command extends Base {
  readonly kind: "command";
  readonly args: readonly Operand[];
}

export interface Identifier extends Base {
  readonly kind: "identifier";
  readonly name: string;
}

export interface FieldNode extends Base {
  readonly kind: "field";
  readonly names: readonly string[];
}

/** The first name is that of the variable, with its `$`. */
export interface VariableNode extends Base {
  readonly kind: "variable";
  readonly names: readonly string[];
}

export interface Chain extends Base {
  readonly kind: "chain";
  readonly node: Operand;
  readonly names: readonly string[];
}

export interface Dot extends Base {
  readonly kind: "dot";
}

export interface NilNode extends Base {
  readonly kind: "nil";
}

export interface BoolNode extends Base {
  readonly kind: "bool";
  readonly value: boolean;
}

export interface NumberNode extends Base {
  readonly kind: "number";
  readonly text: string;
  readonly value: Int | Float | Complex;
}

export interface StringNode extends Base {
  readonly kind: "string";
  /** With its quotes, as it stands in the template. */
  readonly quoted: string;
  readonly value: string;
}

export type Operand = Identifier | FieldNode | VariableNode | Chain | Dot | NilNode | BoolNode | NumberNode | StringNode | Pipe;

/** Anything that an error may be about. */
export type Located = Operand | Command | TemplateCall;

/** A named template: a file, or a `define` or `block` in one. */
export interface Definition extends Span {
  readonly name: string;
  readonly list: readonly Node[];
  /** Where its name stands in the file. */
  readonly named: Span;
}

/** What is wrong with a template, in Go's words. */
export interface ParseProblem extends Span {
  readonly message: string;
  /** The line that Go names, from 1. */
  readonly line: number;
}

/** A parsed file. */
export interface Template {
  readonly list: readonly Node[];
  readonly definitions: readonly Definition[];
  /** In the order in which they were found: Go stops at the first. */
  readonly problems: readonly ParseProblem[];
}
