import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Diagnostic,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { FileResult, PlacedFinding } from "../../lint/analysis/result.ts";
import { nameMatcher } from "../../lint/config/glob.ts";
import { chosenFix } from "../../lint/fix/fix.ts";
import { fileMask } from "../../report/mask/file-mask.ts";
import type { Edit } from "../../text/edit.ts";
import { lineEnd, lineStart } from "../../text/line.ts";
import { touches } from "../../text/span.ts";
import { toTextEdits, toWorkspaceEdit } from "../protocol/convert.ts";
import { SERVER_COMMANDS } from "../protocol/messages.ts";
import { normalized } from "../protocol/uri.ts";
import { isConfigFile } from "../session/project.ts";
import type { Session } from "../session/session.ts";
import { combinedFixes } from "./combined-fix.ts";
import { configActions } from "./config-actions.ts";
import { fixAllEdits, fixEdits } from "./fix-edits.ts";
import { menuOf } from "./menu.ts";
import { askActions, suppressActions } from "./suppress-actions.ts";

/** The kind that editors run on save: safe fixes only. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.plimsoll`;

/** A whole document may be selected; a menu of hundreds helps nobody. */
const MOST_FINDINGS = 20;

/** Trying out more fixes than these takes too long for a menu: who cannot ask for the edits of one action later is not offered them. */
const MOST_TRIED = 200;

/** What is left to do when the client resolves an action. */
interface ResolveData {
  readonly uri: string;
  readonly rule: string;
}

/**
 * The actions at a range. The findings are looked up in the current state, not taken from the request: what a client sends back of a
 * diagnostic differs, and it may be old.
 */
export async function codeActions(params: CodeActionParams, session: Session): Promise<CodeAction[]> {
  const uri = normalized(params.textDocument.uri);
  const { only } = params.context;
  const wants = (kind: string) => !only || only.some((one) => one === "" || kind === one || kind.startsWith(`${one}.`));
  const document = session.documents.get(uri);
  if (document && isConfigFile(uri)) return wants(CodeActionKind.QuickFix) ? configActions(document, params, session) : [];
  // Source actions are answered where they are asked for by name: no editor wants them among the quick fixes.
  const fixAll = only !== undefined && wants(FIX_ALL_KIND);
  if (!fixAll && !wants(CodeActionKind.QuickFix)) return [];
  const result = fixAll ? await session.settled(uri) : await session.current(uri);
  if (!result) return [];
  const actions = fixAll ? fixAllActions(uri, params.context, session) : [];
  if (!wants(CodeActionKind.QuickFix)) return [...actions];
  return [...actions, ...quickFixes(result, params, session)];
}

/** The menu for the findings on the lines of a range: who asks on a line means what is wrong there, wherever the cursor stands. */
function quickFixes(result: FileResult, { range, context }: CodeActionParams, session: Session): readonly CodeAction[] {
  const { uri, text } = result;
  const selected = session.positions(uri).span(range);
  const lines = { start: lineStart(text, selected.start), end: lineEnd(text, selected.end) };
  const mask = fileMask(result);
  const findings = session.shown(result);
  const here = findings
    .filter(({ span }) => touches(span, lines) && span.start >= lines.start)
    .slice(0, MOST_FINDINGS)
    .map((finding) => mask.finding(finding));
  const shown = (finding: PlacedFinding) => context.diagnostics.filter((one) => isOf(one, finding, session));
  const offers = here.map((finding) => ({
    fixes: fixActions(finding, shown(finding), session),
    suppressions: suppressActions(finding, shown(finding), session),
  }));
  const rules = [...new Map(here.map((finding) => [finding.rule, finding]))].map(([rule, finding]) => ({
    fixAll: fixRuleActions(rule, findings, shown(finding), session),
    page: pageAction(rule, shown(finding)),
  }));
  const suppressed = here.filter((_, i) => (offers[i]?.suppressions.length ?? 0) > 0);
  const combined = combinedFixes(here, session.linter).map(({ title, edits, of }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: of.flatMap(shown),
    edit: editOf(uri, edits, session),
  }));
  return menuOf(offers, rules, { combined, ask: askActions(suppressed, suppressed.flatMap(shown), session) });
}

/** Fills in the edit of an action that was offered without one, because making it means trying out every fix. */
export async function resolveAction(action: CodeAction, session: Session): Promise<CodeAction> {
  const data = action.data as ResolveData | undefined;
  if (!data?.rule) return action;
  await session.settled(data.uri);
  return {
    ...action,
    edit: editOf(
      data.uri,
      fixAllEdits(session, data.uri, "suggestion", (rule) => rule === data.rule),
      session,
    ),
  };
}

function fixActions(finding: PlacedFinding, diagnostics: Diagnostic[], session: Session): readonly CodeAction[] {
  const offered = finding.fixes.flatMap((fix) => {
    const edits = fixEdits(session.linter, finding, fix);
    return edits?.length ? [{ title: fix.title, edits, uri: fix.uri ?? finding.uri, isSafe: fix.class === "safe" }] : [];
  });
  return offered.map(({ title, edits, uri, isSafe }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit: editOf(uri, edits, session),
    // Editors apply a preferred action unasked ("Auto Fix").
    ...(offered.length === 1 && isSafe ? { isPreferred: true } : {}),
  }));
}

/** Offered where at least two of the findings can be fixed. How many it will be shows only when it is tried. */
function fixRuleActions(
  rule: string,
  findings: readonly PlacedFinding[],
  diagnostics: Diagnostic[],
  session: Session,
): readonly CodeAction[] {
  const all = findings.filter((finding) => finding.rule === rule && finding.fixes.length > 0);
  if (!session.profile.resolveActions && all.length > MOST_TRIED) return [];
  const candidates = all.slice(0, MOST_FINDINGS);
  const next = candidates.findIndex(isFixable);
  const [first] = candidates;
  if (!first || next < 0 || !candidates.slice(next + 1).some(isFixable)) return [];
  const action = { title: `Fix all findings of ${rule} in this file`, kind: CodeActionKind.QuickFix, diagnostics };
  const data: ResolveData = { uri: first.uri, rule };
  if (session.profile.resolveActions) return [{ ...action, data }];
  const edits = fixAllEdits(session, first.uri, "suggestion", (one) => one === rule);
  return edits.length ? [{ ...action, edit: editOf(first.uri, edits, session) }] : [];

  function isFixable(finding: PlacedFinding): boolean {
    const fix = chosenFix(finding.fixes, "suggestion");
    return fix !== undefined && (fixEdits(session.linter, finding, fix)?.length ?? 0) > 0;
  }
}

/** An editor asks by itself when a file is saved: then the user may have chosen some rules. */
function fixAllActions(uri: string, { triggerKind }: CodeActionContext, session: Session): readonly CodeAction[] {
  const { rulesOnSave } = session.project.effective(uri).preferences;
  const isLimited = triggerKind === CodeActionTriggerKind.Automatic && rulesOnSave.length > 0;
  const edits = fixAllEdits(session, uri, "safe", isLimited ? nameMatcher(rulesOnSave) : undefined);
  if (edits.length === 0) return [];
  return [{ title: "Fix all safe Plimsoll findings", kind: FIX_ALL_KIND, edit: editOf(uri, edits, session) }];
}

function pageAction(rule: string, diagnostics: Diagnostic[]): CodeAction {
  const title = `Explain ${rule}`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    command: { title, command: SERVER_COMMANDS.openRule, arguments: [rule] },
  };
}

/** Edits of a file, for its present version where it is open. */
function editOf(uri: string, edits: readonly Edit[], session: Session): WorkspaceEdit {
  const version = session.documents.get(uri)?.version ?? null;
  return toWorkspaceEdit(session.clientUri(uri), version, toTextEdits(edits, session.positions(uri)), session.profile);
}

/** Whether a diagnostic that the client sent is that of the finding. Not every client sends `data` back. */
function isOf(diagnostic: Diagnostic, finding: PlacedFinding, session: Session): boolean {
  const { start } = session.positions(finding.uri).range(finding.span);
  return (
    diagnostic.code === finding.rule &&
    diagnostic.range.start.line === start.line &&
    diagnostic.range.start.character === start.character
  );
}
