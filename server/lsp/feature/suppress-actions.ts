import { type CodeAction, CodeActionKind, type Diagnostic } from "vscode-languageserver";
import { DIALECTS } from "../../lint/analysis/dialect.ts";
import type { PlacedFinding } from "../../lint/analysis/result.ts";
import { SUPPRESSION_FORMS, type SuppressionForm, suppressionEdits } from "../../lint/suppression/edits.ts";
import { toTextEdits, toWorkspaceEdit } from "../protocol/convert.ts";
import type { Session } from "../session/session.ts";

/** One action for each form in which the finding can be suppressed; the reason is for the user to fill in. */
export function suppressActions(finding: PlacedFinding, diagnostics: Diagnostic[], session: Session): readonly CodeAction[] {
  const { uri } = finding;
  const text = session.linter.text(uri);
  const slice = session.linter.slice(uri, finding.slice);
  const isMarker = session.rules.some(({ id, family }) => id === finding.rule && family === "suppression");
  if (text === undefined || !slice || isMarker) return [];
  if (session.project.effective(uri).config.suppressions.forbid.has(finding.rule)) return [];
  const { parse } = DIALECTS[session.linter.result(uri).dialect];
  const tree = parse(text, slice.start, slice.end);
  const made = new Map(SUPPRESSION_FORMS.map((form) => [form, suppressionEdits(tree, finding, form, undefined, parse)]));
  const container = JSON.stringify(made.get("container"));
  // A comment above the line is easier to read, but above a container it would cover all of it.
  if (made.get("next-line") && JSON.stringify(made.get("next-line")) !== container) made.delete("line");
  else made.delete("next-line");
  return [...made].flatMap(([form, edits]) => {
    const title = titleOf(finding, form);
    if (!edits?.length || title === undefined) return [];
    return [
      {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics,
        edit: toWorkspaceEdit(
          session.clientUri(uri),
          session.documents.get(uri)?.version ?? null,
          toTextEdits(edits, session.positions(uri)),
          session.profile,
        ),
      },
    ];
  });
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
