import { type CodeAction, CodeActionKind, type Diagnostic } from "vscode-languageserver";
import type { PlacedFinding } from "../lint/result.ts";
import { SUPPRESSION_FORMS, type SuppressionForm, suppressionEdits } from "../lint/suppression-edits.ts";
import { parse } from "../yaml/parse.ts";
import { toTextEdits, toWorkspaceEdit } from "./convert.ts";
import type { Session } from "./session.ts";

/** One action for each form in which the finding can be suppressed; the reason is for the user to fill in. */
export function suppressActions(finding: PlacedFinding, diagnostics: Diagnostic[], session: Session): readonly CodeAction[] {
  const { uri } = finding;
  const { governing } = session.project;
  const text = session.linter.text(uri);
  const slice = session.linter.slice(uri, finding.slice);
  const isMarker = session.rules.some(({ id, family }) => id === finding.rule && family === "suppression");
  if (text === undefined || !slice || isMarker || governing(uri).config.suppressions.forbid.has(finding.rule)) return [];
  const tree = parse(text, slice.start, slice.end);
  const seen = new Set<string>();
  return SUPPRESSION_FORMS.flatMap((form) => {
    const edits = suppressionEdits(tree, finding, form);
    const title = titleOf(finding, form);
    const key = JSON.stringify(edits);
    if (!edits?.length || title === undefined || seen.has(key)) return [];
    seen.add(key);
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
      return `Suppress ${rule} for this line`;
    case "next-line":
      return `Suppress ${rule} for what begins on this line`;
    case "container":
      return container === undefined ? undefined : `Suppress ${rule} for the container "${container}"`;
    case "object":
      return resource && `Suppress ${rule} for the ${resource.kind} "${resource.name}"`;
    case "file":
      return `Suppress ${rule} in this file`;
  }
}
