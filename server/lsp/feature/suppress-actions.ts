import { type CodeAction, CodeActionKind, type Diagnostic, type WorkspaceEdit } from "vscode-languageserver";
import { DIALECTS } from "../../lint/analysis/dialect.ts";
import type { PlacedFinding } from "../../lint/analysis/result.ts";
import { SUPPRESSION_FORMS, type SuppressionForm, suppressionEdits } from "../../lint/suppression/edits.ts";
import { toTextEdits, toWorkspaceEdit } from "../protocol/convert.ts";
import { SERVER_COMMANDS, SUPPRESS_COMMAND, type SuppressionChoice } from "../protocol/messages.ts";
import { normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";
import { sliceOf } from "./fix-edits.ts";

/** A way to suppress a finding. */
interface Suppression extends SuppressionChoice {
  readonly form: SuppressionForm;
  readonly edit: WorkspaceEdit;
}

/** The ways to suppress a finding, narrowest first; none for findings about markers themselves, and where the configuration forbids it. */
function suppressionsOf(finding: PlacedFinding, session: Session, reason?: string): readonly Suppression[] {
  const { uri } = finding;
  const text = session.linter.text(uri);
  const slice = sliceOf(session.linter, finding);
  const isMarker = session.rules.some(({ id, family }) => id === finding.rule && family === "suppression");
  if (text === undefined || !slice || isMarker) return [];
  if (session.project.effective(uri).config.suppressions.forbid.has(finding.rule)) return [];
  const { parse } = DIALECTS[session.linter.result(uri).dialect];
  const tree = parse(text, slice.start, slice.end);
  const made = new Map(SUPPRESSION_FORMS.map((form) => [form, suppressionEdits(tree, finding, form, reason, parse)]));
  const container = JSON.stringify(made.get("container"));
  // A comment above the line is easier to read, but above a container it would cover all of it.
  if (made.get("next-line") && JSON.stringify(made.get("next-line")) !== container) made.delete("line");
  else made.delete("next-line");
  const version = session.documents.get(uri)?.version ?? null;
  return [...made].flatMap(([form, edits]) => {
    const title = titleOf(finding, form);
    if (!edits?.length || title === undefined) return [];
    const textEdits = toTextEdits(edits, session.positions(uri));
    return [{ form, title, edit: toWorkspaceEdit(session.clientUri(uri), version, textEdits, session.profile) }];
  });
}

/** The actions of a menu that suppress a finding for its line and for what is around it. The whole file can only be chosen by who is asked (`askActions`). */
export function suppressActions(finding: PlacedFinding, diagnostics: Diagnostic[], session: Session): readonly CodeAction[] {
  return suppressionsOf(finding, session)
    .filter(({ form }) => form !== "file")
    .map(({ title, edit }) => ({ title, kind: CodeActionKind.QuickFix, diagnostics, edit }));
}

/** The action that asks what to suppress and why, for a client that can ask: one for all findings of a menu. */
export function askActions(
  findings: readonly PlacedFinding[],
  diagnostics: Diagnostic[],
  session: Session,
): readonly CodeAction[] {
  const [first] = findings;
  if (!first || !session.profile.suppress) return [];
  const title = findings.every(({ rule }) => rule === first.rule) ? `Suppress ${first.rule}…` : "Suppress…";
  const places = findings.map(({ uri, rule, span }) => {
    const { start } = session.positions(uri).range(span);
    return [session.clientUri(uri), rule, start.line, start.character];
  });
  return [
    { title, kind: CodeActionKind.QuickFix, diagnostics, command: { title, command: SUPPRESS_COMMAND, arguments: places } },
  ];
}

/** Answers the two commands of a client that asks: what can be covered, and the edit of what was chosen. */
export async function suppressCommand(command: string, place: readonly unknown[], session: Session): Promise<unknown> {
  const [clientUri, rule, line, character, form, reason] = place;
  if (typeof clientUri !== "string" || typeof line !== "number" || typeof character !== "number") return null;
  const uri = normalized(clientUri);
  const result = await session.settled(uri);
  const finding = result?.findings.find((one) => {
    const { start } = session.positions(uri).range(one.span);
    return one.rule === rule && start.line === line && start.character === character;
  });
  if (!finding) return null;
  const suppressions = suppressionsOf(finding, session, typeof reason === "string" ? reason : undefined);
  if (command === SERVER_COMMANDS.suppressions) return suppressions.map(({ form, title }) => ({ form, title }));
  return suppressions.find((one) => one.form === form)?.edit ?? null;
}

function titleOf({ rule, container, resource }: PlacedFinding, form: SuppressionForm): string | undefined {
  switch (form) {
    case "line":
    case "next-line":
      return `Suppress ${rule} for this line`;
    case "container":
      return container === undefined ? undefined : `Suppress ${rule} for the container "${container}"`;
    case "object":
      return resource && `Suppress ${rule} for the ${resource.kind} "${resource.name}"`;
    case "file":
      return `Suppress ${rule} in this file`;
  }
}
