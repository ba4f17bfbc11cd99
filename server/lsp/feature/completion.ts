import { type CompletionItem, CompletionItemKind, type Position, type Range } from "vscode-languageserver";
import type { PlacedFinding } from "../../lint/analysis/result.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import { chartCompletions } from "../chart/completion.ts";
import { normalized } from "../protocol/uri.ts";
import { isConfigFile } from "../session/project.ts";
import type { DocumentSnapshot, Session } from "../session/session.ts";
import { configCompletions } from "./config-completion.ts";
import { fieldCompletions } from "./field-completion.ts";
import { nameCompletions } from "./name-completion.ts";

/** The words of suppression comments (`docs/suppressions.md`). */
const DIRECTIVES: readonly (readonly [word: string, covers: string])[] = [
  ["plimsoll-disable-next-line", "the key, the item or the line below"],
  ["plimsoll-disable-line", "this line"],
  ["plimsoll-disable-file", "the whole file; stands at its top"],
  ["plimsoll-disable", "everything from here to plimsoll-enable"],
  ["plimsoll-enable", "ends plimsoll-disable"],
];

/** Completes suppression comments with their rule ids, configuration files, names of objects and of their parts, and, where no YAML language server does it, fields of the API. */
export async function completions(uri: string, position: Position, session: Session): Promise<CompletionItem[]> {
  const key = normalized(uri);
  const snapshot = session.snapshot(key);
  if (!snapshot) return [];
  const offset = snapshot.positions.offset(position);
  if (isConfigFile(key)) return configCompletions(snapshot, offset, session.rules);
  const before = snapshot.text.slice(snapshot.text.lastIndexOf("\n", offset - 1) + 1, offset);
  const rest = /(?:#|\{\{-?\s*\/\*)\s*plimsoll-(?:disable|enable)(?:-line|-next-line|-file)?\s+((?:[\w-]+\s*,\s*)*[\w-]*)$/.exec(
    before,
  );
  if (rest) return ruleItems(rest[1] as string, key, snapshot, offset, session);
  const word = /(?:#|\{\{-?\s*\/\*)\s*([a-z-]+)$/.exec(before)?.[1];
  if (word === undefined) {
    const inChart = await chartCompletions(uri, position, snapshot, session);
    const names = inChart ?? nameCompletions(snapshot, offset, session);
    return inChart || names.length > 0 ? names : fieldCompletions(key, snapshot, offset, session);
  }
  if (!"plimsoll-disable-next-line".startsWith(word.slice(0, 8))) return [];
  return DIRECTIVES.map(([directive, covers], i) => ({
    ...item(directive, covers, CompletionItemKind.Keyword, rangeOf(word, offset, snapshot)),
    sortText: String(i),
  }));
}

/** The rules that are not listed yet; those that have findings nearby come first. */
async function ruleItems(
  list: string,
  uri: string,
  snapshot: DocumentSnapshot,
  offset: number,
  session: Session,
): Promise<CompletionItem[]> {
  const ids = list.split(",").map((id) => id.trim());
  const word = ids.pop() ?? "";
  const line = snapshot.positions.at(offset).line;
  // A marker that names no rule yet hides everything: what it hides is what the user means.
  const result = await session.current(uri);
  const findings = [...(result?.findings ?? []), ...(result?.suppressed.map(({ finding }) => finding) ?? [])];
  const isNear = ({ span }: PlacedFinding) => Math.abs(snapshot.positions.at(span.start).line - line) <= 1;
  const near = new Set(findings.filter(isNear).map(({ rule }) => rule));
  return session.rules
    .filter(({ id }) => !ids.includes(id))
    .map((rule) => ({
      ...ruleItem(rule, rangeOf(word, offset, snapshot)),
      sortText: `${near.has(rule.id) ? 0 : 1}${rule.id}`,
    }));
}

/** A rule's id to complete with. */
function ruleItem({ id, title, why }: Rule, range: Range): CompletionItem {
  return { ...item(id, title, CompletionItemKind.Value, range), documentation: why };
}

function item(label: string, detail: string, kind: CompletionItemKind, range: Range): CompletionItem {
  return { label, detail, kind, textEdit: { range, newText: label } };
}

/** Where the word stands that is being completed. */
function rangeOf(word: string, offset: number, { positions }: DocumentSnapshot): Range {
  return positions.range({ start: offset - word.length, end: offset });
}
