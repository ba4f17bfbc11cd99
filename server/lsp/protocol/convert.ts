import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type TextEdit, type WorkspaceEdit } from "vscode-languageserver";
import type { PlacedFinding } from "../../lint/analysis/result.ts";
import type { Severity } from "../../lint/rule/finding.ts";
import type { Edit } from "../../text/edit.ts";
import type { Positions } from "./positions.ts";
import type { Profile } from "./profile.ts";

export const SOURCE = "plimsoll";

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

const TAGS = { deprecated: DiagnosticTag.Deprecated, unnecessary: DiagnosticTag.Unnecessary } as const;

/** What is needed beside a finding to show it. */
export interface DiagnosticContext {
  readonly profile: Profile;
  /** The positions in a file's current text. */
  positions(uri: string): Positions;
  /** The URI as the client spells it. */
  clientUri(uri: string): string;
  ruleUrl(rule: string): string | null;
}

/** A finding as a diagnostic. What the client has not declared is left out. */
export function toDiagnostic(finding: PlacedFinding, context: DiagnosticContext): Diagnostic {
  const { profile } = context;
  const url = profile.codeDescription ? context.ruleUrl(finding.rule) : null;
  return {
    range: context.positions(finding.uri).range(finding.span),
    severity: SEVERITIES[finding.severity],
    source: SOURCE,
    code: finding.rule,
    message: finding.message,
    ...(url ? { codeDescription: { href: url } } : {}),
    ...(finding.tag && profile.tags ? { tags: [TAGS[finding.tag]] } : {}),
    ...(finding.related.length > 0 && profile.relatedInformation
      ? {
          relatedInformation: finding.related.map(({ message, span, uri = finding.uri }) => ({
            message,
            location: { uri: context.clientUri(uri), range: context.positions(uri).range(span) },
          })),
        }
      : {}),
  };
}

export function toTextEdits(edits: readonly Edit[], positions: Positions): TextEdit[] {
  return edits.map((edit) => ({ range: positions.range(edit), newText: edit.newText }));
}

/** Edits of one document; with its version where the client checks it, so that they never hit a text they were not made for. */
export function toWorkspaceEdit(
  uri: string,
  version: number | null,
  edits: readonly TextEdit[],
  { versionedEdits }: Profile,
): WorkspaceEdit {
  return versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: [...edits] }] }
    : { changes: { [uri]: [...edits] } };
}
