import type { Rule } from "../../lint/rule/rule.ts";
import type { Span } from "../../text/span.ts";
import { isConfigFile } from "../session/project.ts";

/** A rule's id where a person wrote it. */
export interface Mention {
  readonly rule: Rule;
  readonly span: Span;
}

/** The rule ids in suppressions of a manifest (lines that name Plimsoll), or anywhere in a configuration file. Spans are absolute. */
export function ruleMentions(text: string, uri: string, rules: readonly Rule[]): readonly Mention[] {
  const everywhere = isConfigFile(uri);
  if (!everywhere && !text.includes("plimsoll")) return [];
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const mentions: Mention[] = [];
  for (const line of text.matchAll(/[^\r\n]+/g)) {
    if (!everywhere && !SUPPRESSION.test(line[0])) continue;
    for (const word of line[0].matchAll(/[a-z0-9][a-z0-9-]*/g)) {
      const rule = byId.get(word[0]);
      const start = line.index + word.index;
      if (rule) mentions.push({ rule, span: { start, end: start + word[0].length } });
    }
  }
  return mentions;
}

/** The mention at an offset. */
export function ruleAt(text: string, uri: string, offset: number, rules: readonly Rule[]): Mention | undefined {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const line = text.slice(start, end < 0 ? text.length : end);
  const at = offset - start;
  const found = ruleMentions(line, uri, rules).find(({ span }) => span.start <= at && at <= span.end);
  return found && { rule: found.rule, span: { start: found.span.start + start, end: found.span.end + start } };
}

/** Our comments and annotations (`docs/suppressions.md`). */
const SUPPRESSION = /plimsoll-(disable|enable)|plimsoll\.dev\/ignore/;
