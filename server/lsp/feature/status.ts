import type { StatusResult } from "../protocol/messages.ts";
import { normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";

/** What governs a document, for a status item. */
export async function statusOf(uri: string, session: Session): Promise<StatusResult> {
  const key = normalized(uri);
  const { config, files } = await session.project.load(key);
  const { kubernetes, presets } = config.explain(key);
  const { unchecked, resources } = session.linter.result(key);
  return {
    config: files.map((file) => file.uri),
    presets: presets.map(({ value }) => value),
    kubernetesVersion: `1.${kubernetes.value}`,
    unchecked: [...new Set(unchecked.map(({ reason }) => reason))],
    resources,
    admitted: session.linter.has(key),
  };
}
