import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import type { ConfigFile } from "../../lint/config/file.ts";
import { expiryNotice, isExpired } from "../../lint/config/suppression-policy.ts";
import { dayOf } from "../../text/date.ts";
import { lineStarts } from "../../text/lines.ts";
import { firstLine } from "../../text/span.ts";
import { SOURCE } from "../protocol/convert.ts";
import { CONFIG_CODE } from "../protocol/messages.ts";
import { type Positions, positionsIn } from "../protocol/positions.ts";
import type { Profile } from "../protocol/profile.ts";
import type { Project } from "./project.ts";

/** What is wrong in a configuration file, as its author types it. Problems of files that it extends are shown there, not here. */
export async function configDiagnostics(
  text: string,
  uri: string,
  { project, profile }: { readonly project: Project; readonly profile: Profile },
): Promise<Diagnostic[]> {
  const { config, problems } = await project.check(text, uri);
  const positions = positionsIn(text, profile.encoding);
  const wrong = problems
    .filter((problem) => problem.uri === uri)
    .map((problem) => ({
      range: positions.range(problem.span),
      severity: DiagnosticSeverity.Error,
      source: SOURCE,
      code: CONFIG_CODE,
      message: problem.message,
      ...(problem.replacement === undefined ? {} : { data: { replacement: problem.replacement } }),
    }));
  return [...wrong, ...expired(config, text, uri, positions)];
}

/** The suppressions that no longer hold, at the line where each begins. */
function expired({ suppressions }: ConfigFile, text: string, uri: string, positions: Positions): Diagnostic[] {
  const today = dayOf(new Date());
  const starts = lineStarts(text);
  return suppressions.flatMap((entry) => {
    if (!isExpired(entry.expires, today) || entry.origin.from !== "file" || entry.origin.uri !== uri) return [];
    const start = starts[entry.origin.line - 1] ?? 0;
    const span = firstLine(text, { start, end: text.length });
    return [
      {
        range: positions.range(span),
        severity: DiagnosticSeverity.Warning,
        source: SOURCE,
        code: CONFIG_CODE,
        message: expiryNotice(entry),
      },
    ];
  });
}
