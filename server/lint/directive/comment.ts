import { markLength } from "../../text/byte-order-mark.ts";
import { isDate } from "../../text/date.ts";
import { nextLine } from "../../text/line.ts";
import { nearest } from "../../text/nearest.ts";
import type { Span } from "../../text/span.ts";
import type { Comment, Tree } from "../../yaml/tree/tree.ts";
import type { Directive, DirectiveForm, DirectiveRule } from "./directive.ts";
import { lineOf, targetBelow } from "./target.ts";

/** The words behind `plimsoll-`. */
const COMMENT_FORMS = ["disable-line", "disable-next-line", "disable-file", "disable", "enable"] as const;

/**
 * The markers in comments: `# plimsoll-disable-line ID[, ID] -- reason`. They may stand behind another comment on the same line. Without an
 * id they speak of every rule. `expires=YYYY-MM-DD` may stand among the ids or in the reason.
 */
export function commentDirectives(tree: Tree): readonly Directive[] {
  const source = tree.text.slice(tree.from, tree.to);
  return tree.comments.flatMap((comment) => {
    if (!comment.text.includes("plimsoll-")) return [];
    const marks = [...comment.text.matchAll(MARK)];
    return marks.flatMap((mark, i) => {
      const end = marks[i + 1]?.index ?? lengthOfLine(comment.text);
      const directive = readMark(tree, source, comment, mark, end);
      return directive ? [directive] : [];
    });
  });
}

/** At the beginning of a comment's text (a template comment comes without its delimiters), or behind a further `#`. */
const MARK = /(?:^|#)[ \t]*plimsoll-([a-z-]+)/g;

function lengthOfLine(text: string): number {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text.length : end;
}

function readMark(tree: Tree, source: string, comment: Comment, mark: RegExpExecArray, end: number): Directive | undefined {
  const word = mark[1] as string;
  const form = COMMENT_FORMS.find((one) => one === word);
  const near = form ?? nearest(word, COMMENT_FORMS);
  if (!form && !near && !/^(disable|enable|ignore|suppress)/.test(word)) return undefined; // prose, such as "plimsoll-baseline.json"
  const bodyAt = mark.index + mark[0].length;
  const text = comment.text.slice(0, end).trimEnd();
  const body = readBody(text.slice(bodyAt), comment.start + bodyAt);
  const span = { start: comment.start + mark.index, end: comment.start + text.length };
  const target = form ? coverage(tree, source, form, span, comment) : noForm(word, near);
  const problem = "problem" in target ? target.problem : body.problem;
  return {
    kind: "comment",
    form: form ?? "disable-line",
    span,
    rules: body.rules,
    reason: body.reason,
    expires: body.expires,
    covers: "covers" in target ? target.covers : span,
    ...(problem === undefined ? {} : { problem }),
    ...(comment.text.startsWith("#") ? { removal: { span: removalOf(source, span, comment) } } : {}),
  };
}

/** What a marker covers, or why it covers nothing. */
type Target = { readonly covers: Directive["covers"] } | { readonly problem: string };

function noForm(word: string, near: string | undefined): Target {
  const advice = near ? `did you mean "plimsoll-${near}"?` : `it can be plimsoll-${COMMENT_FORMS.join(", plimsoll-")}.`;
  return { problem: `There is no marker "plimsoll-${word}"; ${advice}` };
}

function coverage(tree: Tree, source: string, form: DirectiveForm, span: Span, comment: Comment): Target {
  if (form === "disable-line") return { covers: lineOf(source, span.start) };
  if (form === "disable-next-line") {
    const covers = targetBelow(tree, source, comment.end);
    return covers ? { covers } : { problem: "Nothing stands below this marker." };
  }
  if (form !== "disable-file") return { covers: "rest" };
  if (!tree.root || span.start < tree.root.start) return { covers: "file" };
  return { problem: 'A "plimsoll-disable-file" must stand at the top of the file, above the first key.' };
}

interface Body {
  readonly rules: readonly DirectiveRule[] | undefined;
  readonly reason: string | undefined;
  readonly expires: string | undefined;
  readonly problem?: string;
}

/** Reads what follows the marker's word; it begins at the offset `at`. */
function readBody(text: string, at: number): Body {
  const separator = /(?:^|\s)--(?:\s|$)/.exec(text);
  const { end, rules } = readIds(separator ? text.slice(0, separator.index) : text, at);
  // Without a separator the reason is whatever does not look like a further id.
  const rest = separator
    ? `${text.slice(end, separator.index)} ${text.slice(separator.index + separator[0].length)}`
    : text.slice(end);
  const days = [...text.slice(0, end).matchAll(/(?:^|[\s,])(expires=[^\s,]*)/g)].map((day) => day[1]).join(" ");
  const { reason, expires, problem } = readReason(`${days} ${rest}`);
  return { rules, reason, expires, ...(problem === undefined ? {} : { problem }) };
}

function readIds(text: string, at: number): { readonly rules: readonly DirectiveRule[] | undefined; readonly end: number } {
  const found: { id: string; start: number; end: number }[] = [];
  let end = 0;
  let comma = true; // an id is certain at the beginning and behind a comma
  for (const token of text.matchAll(/[^\s,]+/g)) {
    if (token[0].startsWith("expires=")) continue;
    comma ||= text.slice(end, token.index).includes(",");
    if (!comma && !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(token[0])) break;
    comma = false;
    end = token.index + token[0].length;
    found.push({ id: token[0], start: token.index, end });
  }
  if (found.length === 0 || found.some(({ id }) => id === "*")) return { rules: undefined, end };
  const rules = found.map(({ id, start, end }, i) => {
    const span = { start: at + start, end: at + end };
    const before = found[i - 1];
    const after = found[i + 1];
    if (before) return { id, span, removal: { start: at + before.end, end: at + end } };
    return after ? { id, span, removal: { start: at + start, end: at + after.start } } : { id, span };
  });
  return { rules, end };
}

/** A reason with the day up to which it holds; `expires=YYYY-MM-DD` may stand anywhere in it. */
export function readReason(text: string): Omit<Body, "rules"> {
  const expires = /(?:^|[\s,;(])expires=([^\s,;)]*)/.exec(text);
  const reason = (expires ? text.replace(expires[0], " ") : text).replace(/\s+/g, " ").trim().replace(/^,\s*/, "");
  const day = expires?.[1];
  const problem = day === undefined || isDate(day) ? undefined : `"expires=${day}" is no day: write expires=2027-06-30.`;
  return { reason: reason || undefined, expires: problem ? undefined : day, ...(problem === undefined ? {} : { problem }) };
}

/** A comment that has its line to itself goes with the line; one behind something goes with the blanks before it. */
function removalOf(source: string, span: Span, comment: Comment): Span {
  const line = lineOf(source, span.start);
  if (span.end < comment.end && source.slice(span.end, comment.end).trim() !== "") {
    const more = source.slice(span.end, comment.end).search(/\S/);
    return { start: span.start, end: span.end + more };
  }
  const first = line.start + markLength(source, line.start);
  const before = source.slice(first, span.start);
  if (before.trim() === "") return { start: first, end: nextLine(source, line.end) };
  return { start: first + before.trimEnd().length, end: line.end };
}
