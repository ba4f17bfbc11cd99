import { DIALECTS } from "../../lint/analysis/dialect.ts";
import type { PlacedFinding } from "../../lint/analysis/result.ts";
import { fixText, renderFix } from "../../lint/fix/fix.ts";
import type { Fix, FixClass } from "../../lint/rule/finding.ts";
import type { Linter } from "../../lint/workspace/linter.ts";
import type { Edit } from "../../text/edit.ts";
import { type Span, shift } from "../../text/span.ts";
import { textChanges } from "../protocol/text-changes.ts";
import type { Session } from "../session/session.ts";

/** The edits of one fix in the file's text, or in that which it names; undefined where it cannot be made exactly. */
export function fixEdits(linter: Linter, { uri, slice }: PlacedFinding, fix: Fix): readonly Edit[] | undefined {
  if (fix.uri !== undefined) return fix.edits;
  const text = linter.text(uri);
  if (text === undefined) return undefined;
  const { parse } = DIALECTS[linter.result(uri).dialect];
  const span = sliceOf(linter, { uri, slice });
  if (!span) return undefined;
  const edits = renderFix(parse(text, span.start, span.end), fix, parse);
  return edits?.map((edit) => ({ ...edit, ...shift(edit, span.start) }));
}

/** Where the document of a finding stands in its file; undefined for a file that is not known. */
export function sliceOf(linter: Linter, { uri, slice }: Pick<PlacedFinding, "uri" | "slice">): Span | undefined {
  const text = linter.text(uri);
  // A file of values is not linted by itself.
  return text === undefined ? undefined : (linter.slice(uri, slice) ?? DIALECTS[linter.result(uri).dialect].cut(text)[slice]);
}

/**
 * The edits that fix a file until nothing changes: of each finding the first fix of this class or a safer one. `concerns` limits it to some rules.
 * The linter holds the same text before and after: that it held others in between concerns nobody.
 */
export function fixAllEdits(
  session: Pick<Session, "linter" | "publish">,
  uri: string,
  allow: FixClass,
  concerns: (rule: string) => boolean = () => true,
): readonly Edit[] {
  const { linter } = session;
  session.publish(); // what has changed before is not lost
  const before = linter.text(uri);
  if (before === undefined) return [];
  const findings = () => linter.result(uri).findings.filter(({ rule }) => concerns(rule));
  const set = (text: string) => {
    linter.update(uri, text);
    linter.settle();
  };
  if (findings().every(({ fixes }) => fixes.length === 0)) return [];
  const { dialect } = linter.result(uri);
  try {
    const findingsIn = (candidate: string) => {
      set(candidate);
      return findings();
    };
    const { text } = fixText(before, findingsIn, allow, DIALECTS[dialect]);
    return textChanges(before, text);
  } finally {
    set(before);
  }
}
