import { FunctionError } from "../evaluate/error.ts";
import { spend } from "../evaluate/output.ts";
import type { Call, GoFunction } from "../evaluate/program.ts";
import { type Text, TooLong } from "../value/text.ts";
import { typeOf } from "../value/type.ts";
import { dict, list, text, UNKNOWN, type Value } from "../value/value.ts";
import { toYaml } from "../yaml/emit.ts";
import { type JsonStyle, toJson } from "../yaml/json.ts";
import { parseJson } from "../yaml/parse-json.ts";
import { readYamlText } from "../yaml/read.ts";
import { toToml } from "../yaml/toml.ts";
import { type FunctionTable, lenient, textAt } from "./define.ts";

function json(style: JsonStyle): GoFunction {
  return writing((value) => toJson(value, style));
}

/** A function that writes a value; the text counts as output. */
function writing(write: (value: Value) => Text): GoFunction {
  return lenient(["interface {}"], ([value], { engine }: Call) => {
    try {
      const made = write(value as Value);
      spend(engine.budget, made.text.length);
      return made;
    } catch (error) {
      // Too deep, or a map that contains itself.
      if (error instanceof TooLong) throw new FunctionError(error.message, "limit");
      if (error instanceof RangeError) throw new FunctionError("a value is nested too deeply to be written here", "limit");
      throw error;
    }
  });
}

const compact = json({ html: true, indent: undefined });
const pretty = json({ html: true, indent: "  " });
const rawJson = json({ html: false, indent: undefined });

/** Values as YAML, JSON and TOML, and back. */
export const SERIAL: FunctionTable = {
  toYaml: writing(toYaml),
  toYamlPretty: writing((value) => toYaml(value, true)),
  toJson: compact,
  mustToJson: compact,
  toPrettyJson: pretty,
  mustToPrettyJson: pretty,
  toRawJson: rawJson,
  mustToRawJson: rawJson,
  toToml: writing(toToml),
  fromYaml: lenient(["string"], (args) => fromYaml(textAt(args, 0))),
  fromYamlArray: lenient(["string"], (args) => fromYamlArray(textAt(args, 0))),
  fromJson: lenient(["string"], (args) => fromJson(textAt(args, 0))),
  mustFromJson: lenient(["string"], (args) => anyJson(textAt(args, 0))),
  fromJsonArray: lenient(["string"], (args) => fromJsonArray(textAt(args, 0))),
};

const MAP_TYPE = "map[string]interface {}";
const LIST_TYPE = "[]interface {}";

function failed(message: string): Value {
  return dict([["Error", text(message)]]);
}

function jsonKind(value: Value): string {
  if (value.kind === "list") return "array";
  return value.kind === "float" ? "number" : value.kind === "dict" ? "object" : typeOf(value);
}

function wrongKind(value: Value, type: string): string {
  return `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(value)} into Go value of type ${type}`;
}

/** A text of which nothing is known may be any YAML. */
function isOpen(source: Text): boolean {
  return source.unknown && /^[\ue000\s]*$/.test(source.text);
}

function fromYaml(source: Text): Value {
  if (isOpen(source)) return UNKNOWN;
  const { value, error } = readYamlText(source);
  if (error) return source.unknown ? UNKNOWN : failed(error.message);
  if (!value || value.kind === "nil") return dict();
  return value.kind === "dict" ? value : failed(wrongKind(value, MAP_TYPE));
}

function fromYamlArray(source: Text): Value {
  if (isOpen(source)) return UNKNOWN;
  const { value, error } = readYamlText(source);
  if (error) return source.unknown ? UNKNOWN : list([text(error.message)]);
  if (!value || value.kind === "nil") return list([]);
  return value.kind === "list" ? value : list([text(wrongKind(value, LIST_TYPE))]);
}

function fromJson(source: Text): Value {
  const { value, error } = parseJson(source);
  if (!value) return source.unknown ? UNKNOWN : failed(error ?? "");
  if (value.kind === "nil") return dict();
  return value.kind === "dict" ? value : failed(`json: cannot unmarshal ${jsonKind(value)} into Go value of type ${MAP_TYPE}`);
}

function fromJsonArray(source: Text): Value {
  const { value, error } = parseJson(source);
  if (!value) return source.unknown ? UNKNOWN : list([text(error ?? "")]);
  if (value.kind === "nil") return list([]);
  return value.kind === "list"
    ? value
    : list([text(`json: cannot unmarshal ${jsonKind(value)} into Go value of type ${LIST_TYPE}`)]);
}

function anyJson(source: Text): Value {
  const { value, error } = parseJson(source);
  if (value) return value;
  if (source.unknown) return UNKNOWN;
  throw new FunctionError(error ?? "");
}
