import { kindOf, typeOf } from "../value/type.ts";
import { bool, text, type Value } from "../value/value.ts";
import { type FunctionTable, strict, textAt } from "./define.ts";

/** What Go's reflection says of values. */
export const REFLECTION: FunctionTable = {
  kindOf: {
    parameters: ["interface {}"],
    call: ([value]) => text(value?.kind === "string" ? "string" : kindOf(value as Value)),
    unknown: ([value]) => (value?.kind === "string" ? text("string") : { kind: "unknown" }),
  },
  typeOf: {
    parameters: ["interface {}"],
    call: ([value]) => text(typeOf(value as Value)),
    unknown: ([value]) => (value?.kind === "string" ? text("string") : { kind: "unknown" }),
  },
  kindIs: {
    parameters: ["string", "interface {}"],
    call: (args) => bool(kindOf(args[1] as Value) === textAt(args, 0).text),
    unknown: (args) => (args[1]?.kind === "string" ? bool(textAt(args, 0).text === "string") : { kind: "unknown" }),
  },
  typeIs: {
    parameters: ["string", "interface {}"],
    call: (args) => bool(typeOf(args[1] as Value) === textAt(args, 0).text),
    unknown: (args) => (args[1]?.kind === "string" ? bool(textAt(args, 0).text === "string") : { kind: "unknown" }),
  },
  typeIsLike: strict(["string", "interface {}"], (args) => {
    const type = typeOf(args[1] as Value);
    const wanted = textAt(args, 0).text;
    return bool(type === wanted || type === `*${wanted}`);
  }),
};
