import type { OfferedFix } from "../fixer.ts";
import type { ReportFile } from "../report.ts";
import { fromRoot, type ShardFile } from "../shard.ts";

/** What the report of a part says of a file. `fixes`: those of all its findings. */
export function shardFile(file: ReportFile, prefix: string, fixes: readonly OfferedFix[]): ShardFile {
  const { findings, suppressed, crashes, resources } = file.result;
  const all = [...findings, ...suppressed.map(({ finding }) => finding)];
  const edits = fixes.flatMap((fix) => (fix.uri === undefined ? fix.edits : []));
  const lines = [...new Set(edits.flatMap(({ start, end }) => [file.point(start).line, file.point(end).line]))];
  const hashed = [...new Set(all.map(({ span }) => file.point(span.start).line))].flatMap((line) => {
    const hash = file.lineHash(line);
    return hash === undefined ? [] : [[line, hash] as const];
  });
  const isElsewhere = fromRoot(prefix, file.path) !== file.repositoryPath;
  return {
    path: file.path,
    ...(isElsewhere ? { repositoryPath: file.repositoryPath } : {}),
    resources,
    ...(lines.length > 0 ? { starts: lines.map((line) => [line, file.start(line)] as const) } : {}),
    ...(hashed.length > 0 ? { hashes: Object.fromEntries(hashed) } : {}),
    ...(crashes.length > 0
      ? { crashes: crashes.map(({ rule, error, span }) => ({ rule: rule ?? null, error, range: file.range(span) })) }
      : {}),
  };
}
