import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import type { FileResult } from "../../lint/analysis/result.ts";
import type { Rule } from "../../lint/rule/rule.ts";
import { fileMask } from "../../report/mask/file-mask.ts";
import { isPlainWord } from "../../report/mask/mask.ts";
import type { Span } from "../../text/span.ts";
import { nameHover } from "../navigation/name-hover.ts";
import { normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";
import { fieldHover } from "./field-hover.ts";
import { ruleAt } from "./rule-mentions.ts";

/** What to say at a position: the rule that is named there, the rules of the findings that lie under it, the object whose name stands there, or the
 * field of the API whose key does. */
export async function hoverAt(uri: string, position: Position, session: Session): Promise<Hover | null> {
  const key = normalized(uri);
  const snapshot = session.snapshot(key);
  if (!snapshot) return null;
  const { text, positions } = snapshot;
  const offset = positions.offset(position);
  const named = ruleAt(text, key, offset, session.rules);
  if (named) return hover([named.rule], named.span);
  const result = await session.current(key);
  const here = result ? session.shown(result).filter(({ span }) => span.start <= offset && offset <= span.end) : [];
  const found = new Set(here.map((finding) => finding.rule));
  const rules = session.rules.filter((rule) => found.has(rule.id));
  const [first] = here;
  if (first && rules.length > 0) return hover(rules, first.span);
  const name = await nameHover(key, position, session);
  if (name) return result ? shown(withoutSecrets(name.markdown, result), name.span) : null;
  const field = await fieldHover(key, text, offset, session);
  return field ? shown(field.markdown, field.span) : null;

  function hover(rules: readonly Rule[], span: Span): Hover {
    return shown(rules.map((rule) => hoverText(rule, session)).join("\n\n---\n\n"), span);
  }

  function shown(value: string, span: Span): Hover {
    const contents = session.profile.markdown
      ? { kind: MarkupKind.Markdown, value }
      : { kind: MarkupKind.PlainText, value: value.replaceAll(/[*`]/g, "") };
    return { contents, range: positions.range(span) };
  }
}

/** What is named may be a secret: a label can hold anything. */
function withoutSecrets(markdown: string, result: FileResult): string {
  const mask = fileMask(result);
  const covered = (name: string) => mask.text(`"${name}"`).slice(1, -1);
  return markdown.replaceAll(/`([^`]+)`/g, (code, name: string) => (isPlainWord(name) ? code : `\`${covered(name)}\``));
}

/** A rule in few lines; its page has the rest. */
function hoverText(rule: Rule, { ruleUrl }: Session): string {
  const url = ruleUrl(rule.id);
  return [
    `**${rule.title}** (\`${rule.id}\`)`,
    rule.why,
    rule.how,
    rule.ignoreWhen && `*When to ignore it:* ${rule.ignoreWhen}`,
    url && `[${url.replace(/^https?:\/\//, "")}](${url})`,
  ]
    .filter(Boolean)
    .join("\n\n");
}
