import { Refusal } from "../../server/yaml/goyaml/cursor.ts";
import { readAsGoyaml } from "../../server/yaml/goyaml/read.ts";
import { parseFast } from "../../server/yaml/parser/parse.ts";
import { describeTree } from "./tree.ts";

/** Where the fast reader, sure of a document, reads something else than the exact one; `undefined` where they agree or it is not sure. */
export function differenceOfReaders(text: string, from = 0, to = text.length): string | undefined {
  const fast = parseFast(text, from, to);
  if (!fast || fast.problems.some(({ code }) => code === "syntax")) return undefined;
  const source = text.slice(from, to);
  const exact = readAsGoyaml(source, !(from === 0 && /^\ufeff?---/.test(source)));
  if (exact instanceof Refusal) return `refused: ${exact.message}`;
  if (exact.rest >= 0) return `not read: ${source.slice(exact.rest, exact.rest + 40)}`;
  const theirs = describeTree({ text, from, to, problems: [], root: exact.root, comments: exact.comments });
  const ours = describeTree(fast);
  const at = theirs.findIndex((line, i) => line !== ours[i]);
  return at < 0 && ours.length === theirs.length ? undefined : `fast: ${ours[at < 0 ? theirs.length : at]}\nexact: ${theirs[at]}`;
}
