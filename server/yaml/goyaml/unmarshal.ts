import type { Tree } from "../tree/tree.ts";
import { Refusal, type Words } from "./cursor.ts";
import { undecodable } from "./decode.ts";
import { readAsGoyaml } from "./read.ts";
import { UNEXPECTED_END } from "./scalars.ts";

/** The first document of a text as `yaml.YAMLToJSON` of sigs.k8s.io/yaml reads it, or what that says of it. */
export type Unmarshalled = { readonly tree: Tree } | { readonly error: string };

/** Reads a text as `yaml.YAMLToJSON` does; an error is such as `yaml: line 3: did not find expected key`. */
export function unmarshal(text: string): Unmarshalled {
  const reading = readAsGoyaml(text, false);
  if (reading instanceof Refusal) return { error: sayOf(reading, text) };
  const { root, comments } = reading;
  const refusal = reading.refusal ?? undecodable(root)[0];
  return refusal ? { error: sayOf(refusal, text) } : { tree: { text, from: 0, to: text.length, root, comments, problems: [] } };
}

function sayOf({ words, message }: Refusal, text: string): string {
  return words ? `${words.speaker ?? "yaml"}: ${lineOf(words, text)}${words.text}` : `yaml: ${message}`;
}

/** goyaml names the line of the problem or, where that is the first, the line of what it was reading; its parser is one line behind (`fail` of its decode.go). */
function lineOf({ text: said, at, from = at, scans = false }: Words, text: string): string {
  if (at === undefined || from === undefined) return "";
  const line = breaksBefore(text, said === UNEXPECTED_END ? Math.min(at, text.length) : at);
  const named = line === 0 ? breaksBefore(text, from) : scans ? line + 1 : line;
  return named === 0 ? "" : `line ${named}: `;
}

/** A text that lacks a line break at its end has one behind it. */
function breaksBefore(text: string, offset: number): number {
  const breaks = text.slice(0, offset).match(/\r\n|[\n\r\x85\u2028\u2029]/g)?.length ?? 0;
  return offset > text.length ? breaks + 1 : breaks;
}
