import { parse } from "../../yaml/parser/parse.ts";
import { cut } from "../../yaml/parser/slice.ts";
import { Field } from "../../yaml/tree/field.ts";

/** The roots of the CustomResourceDefinitions in a text, also of those in a list. */
export function definitionsIn(text: string): readonly Field[] {
  return cut(text).flatMap(({ start, end }) => {
    const root = Field.root(parse(text, start, end));
    return [root, ...root.at("items").items()].filter((one) => one.at("kind").string === "CustomResourceDefinition");
  });
}
