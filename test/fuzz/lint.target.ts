import { rules } from "../../rules/index.ts";
import { DIALECTS } from "../../server/lint/analysis/dialect.ts";
import type { FileResult } from "../../server/lint/analysis/result.ts";
import { renderFix } from "../../server/lint/fix/fix.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { applyEdits } from "../../server/text/edit.ts";
import { presetSettings } from "../support/linting.ts";
import { guarded, type Target } from "./target.ts";

const settings = presetSettings(rules, ["all"]);
const URI = "file:///repo/a.yaml";

function started(): Linter {
  return new Linter(rules, { settingsFor: () => settings, scopeOf: () => "" });
}

function resultOf(linter: Linter, text: string): FileResult {
  linter.update(URI, text);
  linter.settle();
  return linter.result(URI);
}

/** No rule throws, and what stands in a finding's place is part of the file. */
export const rulesTarget: Target = {
  name: "rules",
  batch: 30,
  check: guarded((text) => {
    const { crashes, findings } = resultOf(started(), text);
    const [crash] = crashes;
    if (crash) return `the rule ${crash.rule} fails: ${crash.error}`;
    const outside = findings.find(({ span }) => span.start < 0 || span.end > text.length || span.start > span.end);
    return outside && `a finding of ${outside.rule} lies outside of the file: ${outside.span.start} to ${outside.span.end}`;
  }),
};

/** A fix leaves sound YAML sound. */
export const editsTarget: Target = {
  name: "edits",
  batch: 30,
  check: guarded((text) => {
    const { findings, dialect } = resultOf(started(), text);
    const { cut, parse } = DIALECTS[dialect];
    const slices = cut(text);
    for (const { rule, slice, fixes } of findings)
      for (const fix of fixes) {
        const span = slices[slice];
        if (!span) continue;
        const tree = parse(text, span.start, span.end);
        const edits = tree.problems.some(isSyntax) ? undefined : renderFix(tree, fix);
        if (!edits) continue;
        const fixed = text.slice(0, span.start) + applyEdits(text.slice(span.start, span.end), edits) + text.slice(span.end);
        const wrong = parse(fixed, span.start, fixed.length - (text.length - span.end)).problems.find(isSyntax);
        if (wrong) return `a fix of ${rule} breaks the document: ${wrong.message} ${JSON.stringify(fixed)}`;
      }
    return undefined;
  }),
};

function isSyntax({ code }: { readonly code: string }): boolean {
  return code === "syntax";
}

/** After edits, a linter that has seen them says what a fresh one says. */
export const sessionsTarget: Target = {
  name: "sessions",
  batch: 20,
  check: guarded((text) => {
    const used = started();
    const middle = text.length >> 1;
    for (const before of [text.slice(middle), text.slice(0, middle) + text.slice(middle + 7), `${text}---\n${text}`, text])
      resultOf(used, before);
    const [now, fresh] = [used.result(URI), resultOf(started(), text)].map(({ findings, crashes, unchecked }) =>
      JSON.stringify({ findings, crashes, unchecked }),
    );
    return now === fresh ? undefined : `after edits something else is found: ${now} and fresh ${fresh}`;
  }),
};
