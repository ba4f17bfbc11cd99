import { markLength } from "../../text/byte-order-mark.ts";
import type { Problem } from "../tree/tree.ts";
import { beginsAsJson, isInStream } from "./json.ts";
import { syntaxProblem } from "./problem.ts";

const LINE = /[ \t\r]*([^ \t\r\n][^\n]*)?(?:\n|$)/y;

/**
 * Looks at the first lines of the document from `from` to `to`, up to its `---` or its first content. kubectl cuts a file at the lines that begin
 * with `---` (apimachinery's `YAMLReader`), where nothing but a comment may follow, and reads one document of each part. Returns what is wrong there.
 */
export function problemOfHead(text: string, from: number, to: number): Problem | undefined {
  if (beginsAsJson(text, from)) return undefined;
  let at = from + markLength(text, from);
  while (at < to) {
    LINE.lastIndex = at;
    const [whole = "", content = ""] = LINE.exec(text) ?? [];
    const start = at + whole.indexOf(content);
    const problem = (message: string) => syntaxProblem(text, from, to, start, start + content.trimEnd().length, message);
    if (content.startsWith("---") && start === at) {
      const isBare = BARE_START.test(content);
      return isBare ? undefined : problem(/^---\s/.test(content) ? BEHIND_START : GLUED_START);
    }
    const isEnd = start === at && /^\.\.\.(\s|$)/.test(content);
    if (content !== "" && !content.startsWith("#") && !isEnd) return isBehindEnd(text, from) ? problem(BEHIND_END) : undefined;
    if (whole === "") break;
    at += whole.length;
  }
  return undefined;
}

/**
 * The shortest text that can stand before the document at `from` for what stands there: whether it is the first of its file, follows a `...`, or an
 * object in a stream of JSON, and whether its `---` is one that kubectl hands on. A document is read alike behind both, so that its slice and this are
 * all that its tree depends on. What is returned depends on the slice before it, and on the row of bare `---` that this may end.
 */
export function leadOf(text: string, from: number): string {
  if (from === 0) return "";
  if (isInStream(text, from)) return "}";
  if (isBehindEnd(text, from)) return "...\n";
  return text.startsWith("---", from) && !isTerminator(text, from) ? "---\n---\n" : "\n";
}

/**
 * Whether kubectl's reader takes the `---` at `from` for the end of what stands before it, so that goyaml does not see it. It does unless
 * nothing stands before it, and a `---` that ended something is nothing: of several in a row every second one is handed on. Of a
 * long row only the last are counted.
 * Source: YAMLReader in k8s.io/apimachinery/pkg/util/yaml.
 */
export function isTerminator(text: string, from: number): boolean {
  let terminators = 0;
  let start = from;
  while (terminators < LONGEST_ROW) {
    if (start === 0) return terminators % 2 === 1;
    const before = text.lastIndexOf("\n", start - 2) + 1;
    if (!/^\ufeff?---\s*(?:#|$)/.test(text.slice(before, start))) return terminators % 2 === 0;
    terminators++;
    start = before;
  }
  return true;
}

const LONGEST_ROW = 64;

/** Whether the last line before the offset that is no comment is a `...`. */
function isBehindEnd(text: string, from: number): boolean {
  for (let end = from; end > 0; ) {
    const start = end < 2 ? 0 : text.lastIndexOf("\n", end - 2) + 1; // a place before the text would count as its beginning
    if (/^\.\.\.(\s|$)/.test(text.slice(start, start + 4))) return true;
    if (!/^\s*(#|$)/.test(text.slice(start, end))) return false;
    end = start;
  }
  return false;
}

/** With what Go takes for white space. */
const BARE_START = /^---[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*(#[\s\S]*)?$/;
const BEHIND_START =
  'Only a comment can follow the "---" that begins a document: kubectl refuses the file. Begin the document on the next line.';
const GLUED_START =
  'kubectl takes every line that begins with "---" for the beginning of a document, and refuses this one. Put nothing but "---" on it.';
const BEHIND_END =
  'kubectl reads nothing behind "...": what follows is dropped without a word. Begin the next document with "---".';
