import { type Diagnostic, DiagnosticSeverity, type Range } from "vscode-languageserver";
import type { ConfigFile, ConfigProblem } from "../../lint/config/file.ts";
import { expiryNotice, isExpired } from "../../lint/config/suppression-policy.ts";
import { BASELINE_NAME } from "../../lint/suppression/baseline.ts";
import { readBaseline } from "../../lint/suppression/baseline-read.ts";
import { dayOf } from "../../text/date.ts";
import { lineStarts } from "../../text/lines.ts";
import { firstLine } from "../../text/span.ts";
import { SOURCE } from "../protocol/convert.ts";
import { CONFIG_CODE } from "../protocol/messages.ts";
import { type Positions, positionsIn } from "../protocol/positions.ts";
import type { Profile } from "../protocol/profile.ts";
import { fileName } from "../protocol/uri.ts";
import type { Project } from "./project.ts";

/** What is wrong in a configuration file or a baseline, as its author types it. Problems of files that it extends are shown there, not here. */
export async function configDiagnostics(
  text: string,
  uri: string,
  { project, profile }: { readonly project: Project; readonly profile: Profile },
): Promise<Diagnostic[]> {
  const positions = positionsIn(text, profile.encoding);
  const wrong = (problems: readonly ConfigProblem[]): Diagnostic[] =>
    problems.filter((problem) => problem.uri === uri).map((problem) => asError(problem, positions.range(problem.span)));
  if (fileName(uri) === BASELINE_NAME) return wrong(readBaseline(text, uri).problems);
  const { config, problems } = await project.check(text, uri);
  return [...wrong(problems), ...expired(config, text, uri, positions)];
}

/** What is wrong in a file of the configuration that is no text, and so cannot be checked here. */
export function unreadableDiagnostics(uri: string, project: Project): Diagnostic[] {
  const start = { line: 0, character: 0 };
  return (project.problems().get(uri) ?? []).map((problem) => asError(problem, { start, end: start }));
}

function asError({ message, replacement }: ConfigProblem, range: Range): Diagnostic {
  const data = replacement === undefined ? {} : { data: { replacement } };
  return { range, severity: DiagnosticSeverity.Error, source: SOURCE, code: CONFIG_CODE, message, ...data };
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
