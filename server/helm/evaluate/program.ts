import type { Node } from "../template/node.ts";
import type { Place, SourceFile } from "../value/place.ts";
import { placeAt, type Text } from "../value/text.ts";
import type { Dict, Value } from "../value/value.ts";
import type { TemplateError } from "./error.ts";

/** A named template that can be executed. */
export interface Program {
  readonly name: string;
  /** How Helm calls the file in errors. */
  readonly path: string;
  readonly file: SourceFile;
  readonly list: readonly Node[];
  /** For the text of `tpl`: where its characters come from. */
  readonly source: Text | undefined;
}

/** Where a span of a program's text stands: in its file, or where the text that `tpl` was given comes from. */
export function placeIn({ file, source }: Program, start: number, end: number): Place {
  if (!source) return { file, start, end };
  return placeAt(source, start, end) ?? { file, start, end };
}

/** A function of templates. */
export interface GoFunction {
  /** Go's types; the last one may begin with `...`. */
  readonly parameters: readonly string[];
  /** Whether it knows what to do with unknown values; the result of any other is unknown if an argument is. */
  readonly knowsUnknown?: boolean;
  /** The shape of a result that is unknown. */
  readonly unknown?: (args: readonly Value[]) => Value;
  /** How many steps a call takes, of a function that goes through all of an argument. */
  readonly cost?: (args: readonly Value[]) => number;
  call(args: readonly Value[], call: Call): Value;
}

/** What a function is told of its call. */
export interface Call {
  readonly place: Place;
  /** The first argument as it is written. */
  readonly argument: () => string;
  readonly engine: Engine;
  readonly state: unknown;
}

/** What functions ask of the evaluation. */
export interface Engine {
  /** Is told of a template that was asked for by the action `template`. */
  uses(name: string, program: Program | undefined): void;
  /** Executes a named template. */
  include(name: string, data: Value, call: Call): Text;
  /** Parses and executes a text. */
  tpl(text: Text, data: Value, call: Call): Text;
  readonly budget: Budget;
  /** Is told of a map that is to be changed in place, and of what is put into it. */
  changes(map: Dict, value?: Value): void;
  /** Whether what only a cluster knows is unknown; else it is what `helm template` makes of it. */
  readonly opensUnknown: boolean;
  /** Takes an error whose action then stands for something unknown; without it, errors end the execution. */
  readonly recover?: ((error: TemplateError) => void) | undefined;
}

/** What an evaluation may use up. */
export interface Budget {
  steps: number;
  /** UTF-16 units that may still be written or made. */
  size: number;
}
