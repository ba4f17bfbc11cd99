import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { SOURCE } from "./convert.ts";
import { positionsIn } from "./positions.ts";
import type { Profile } from "./profile.ts";
import type { Project } from "./project.ts";

/** The code of every diagnostic about a configuration file. */
export const CONFIG_CODE = "configuration";

/** What is wrong in a configuration file, as its author types it. Problems of files that it extends are shown there, not here. */
export async function configDiagnostics(
  text: string,
  uri: string,
  { project, profile }: { readonly project: Project; readonly profile: Profile },
): Promise<Diagnostic[]> {
  const { problems } = await project.check(text, uri);
  const positions = positionsIn(text, profile.encoding);
  return problems
    .filter((problem) => problem.uri === uri)
    .map((problem) => ({
      range: positions.range(problem.span),
      severity: DiagnosticSeverity.Error,
      source: SOURCE,
      code: CONFIG_CODE,
      message: problem.message,
      ...(problem.replacement === undefined ? {} : { data: { replacement: problem.replacement } }),
    }));
}
