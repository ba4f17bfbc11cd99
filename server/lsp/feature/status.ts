import { version } from "../../report/version.ts";
import type { StatusProblem, StatusResult } from "../protocol/messages.ts";
import { positionsIn } from "../protocol/positions.ts";
import { normalized } from "../protocol/uri.ts";
import { notAdmitted } from "../session/admission.ts";
import type { Session } from "../session/session.ts";

/** What governs a document, for a status item. */
export async function statusOf(uri: string, session: Session): Promise<StatusResult> {
  const key = normalized(uri);
  const effective = await session.project.load(key);
  const { config, files } = effective;
  const { kubernetes, presets } = config.explain(key);
  const { unchecked, resources } = session.linter.result(key);
  const document = session.documents.get(key);
  const candidate = { uri: key, text: document?.getText() ?? session.linter.text(key) ?? "" };
  const reason = notAdmitted(document ? { ...candidate, languageId: document.languageId } : candidate, effective);
  const slow = session.slow(key);
  return {
    config: files.map((file) => file.uri),
    presets: presets.map(({ value }) => value),
    kubernetesVersion: `1.${kubernetes.value}`,
    unchecked: [...new Set(unchecked.map(({ reason }) => reason))],
    resources,
    ...(session.linter.isInChart(key) ? { chart: true } : {}),
    ...(reason === undefined ? {} : { notAdmitted: reason }),
    problems: await problemsOf(session),
    version,
    ...(slow === undefined ? {} : { slow }),
  };
}

async function problemsOf(session: Session): Promise<readonly StatusProblem[]> {
  const { project, profile } = session;
  const problems: StatusProblem[] = project.settingsProblems().map((message) => ({ message }));
  for (const [uri, found] of project.problems()) {
    const positions = positionsIn((await project.text(uri)) ?? "", profile.encoding);
    for (const { message, span } of found)
      problems.push({ message, uri: session.clientUri(uri), line: positions.range(span).start.line });
  }
  return problems;
}
