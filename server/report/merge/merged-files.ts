import type { FileResult, PlacedFinding, SuppressedFinding } from "../../lint/analysis/result.ts";
import type { Crash } from "../../lint/rule/crash.ts";
import { byPlace } from "../../lint/rule/finding.ts";
import type { Baselined } from "../../lint/suppression/baseline.ts";
import type { OfferedFix } from "../fixer.ts";
import type { ReportFile } from "../report.ts";
import { fromRoot, type ShardFile } from "../shard.ts";
import type { JsonFinding, JsonFix, JsonReport } from "./json-report.ts";
import { KnownPlaces } from "./places.ts";

/** A file as reports have spoken of it. Each is gathered from all reports that name it. */
interface Gathered {
  readonly path: string;
  readonly uri: string;
  repositoryPath: string;
  resources: number;
  readonly findings: PlacedFinding[];
  readonly suppressed: SuppressedFinding[];
  readonly unchecked: { readonly reason: FileResult["unchecked"][number]["reason"]; readonly span: { start: 0; end: 0 } }[];
  readonly crashes: Crash[];
  readonly places: KnownPlaces;
  readonly hashes: Map<number, string>;
  /** The numbers of the reports that name it. */
  readonly reports: Set<number>;
}

/** What is found in the reports of parts of a run, or of several repositories, by file. */
export class MergedFiles {
  readonly #files = new Map<string, Gathered>();
  readonly #byUri = new Map<string, Gathered>();
  readonly #fixes = new Map<PlacedFinding, readonly OfferedFix[]>();
  readonly #uriOf: (path: string) => string;
  #reports = 0;

  /** `uriOf`: of a path as reports name it. */
  constructor(uriOf: (path: string) => string) {
    this.#uriOf = uriOf;
  }

  /** Takes what a report says and keeps none of it as it was; `folder` stands before its paths: empty, or with a slash at its end. */
  add(report: JsonReport, folder = ""): void {
    const number = this.#reports++;
    const prefix = report.run?.prefix ?? "";
    const file = (path: string) => this.#file(folder, path, prefix);
    for (const one of report.files ?? []) this.#addFile(file(one.path), one, number, folder);
    for (const found of report.findings) {
      const gathered = file(found.file);
      gathered.reports.add(number);
      gathered.findings.push(this.#placed(found, gathered, file));
    }
    for (const { by, ...found } of report.suppressed) {
      const gathered = file(found.file);
      gathered.reports.add(number);
      gathered.suppressed.push({
        finding: this.#placed(found, gathered, file),
        by: { kind: by.kind, reason: by.reason ?? undefined },
      });
    }
    for (const { file: path, reason } of report.unchecked) {
      const gathered = file(path);
      gathered.reports.add(number);
      gathered.unchecked.push({ reason, span: { start: 0, end: 0 } });
    }
  }

  /** Hides what the baseline holds in place of what reports say that one has hidden, but for rules that must not be suppressed; without one, nothing is. */
  applyBaseline(baselined: Baselined | undefined, forbidden: ReadonlySet<string> = new Set()): void {
    for (const file of this.#files.values()) {
      const before = file.suppressed.filter(({ by }) => by.kind === "baseline");
      const all = [...file.findings, ...before.map(({ finding }) => finding)].sort(byPlace);
      const kept = file.suppressed.filter(({ by }) => by.kind !== "baseline");
      const counts = new Map<string, number>();
      file.findings.length = 0;
      for (const finding of all) {
        const nth = (counts.get(finding.fingerprint) ?? 0) + 1;
        if (!forbidden.has(finding.rule) && baselined?.(finding, nth)) {
          counts.set(finding.fingerprint, nth);
          kept.push({ finding, by: { kind: "baseline", reason: undefined } });
        } else file.findings.push(finding);
      }
      file.suppressed.splice(0, file.suppressed.length, ...kept.sort((a, b) => byPlace(a.finding, b.finding)));
    }
  }

  /** Whether some report names a file. */
  has(uri: string): boolean {
    const file = this.#byUri.get(uri);
    return file !== undefined && file.reports.size > 0;
  }

  /** A file that a finding points at. */
  file(uri: string): ReportFile | undefined {
    const gathered = this.#byUri.get(uri);
    return gathered && this.#reportFile(gathered);
  }

  /** All files that reports are about, by path. What was found in one is let go when the next is asked for. */
  *[Symbol.iterator](): Iterator<ReportFile> {
    const files = [...this.#files.values()].filter(({ reports }) => reports.size > 0);
    for (const file of files.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      yield this.#reportFile(file);
      for (const { finding } of file.suppressed) this.#fixes.delete(finding);
      for (const finding of file.findings) this.#fixes.delete(finding);
      file.findings.length = 0;
      file.suppressed.length = 0;
    }
  }

  #file(folder: string, path: string, prefix: string): Gathered {
    const whole = folder + path;
    let file = this.#files.get(whole);
    if (!file) {
      file = {
        path: whole,
        uri: this.#uriOf(whole),
        repositoryPath: folder + fromRoot(prefix, path),
        resources: 0,
        findings: [],
        suppressed: [],
        unchecked: [],
        crashes: [],
        places: new KnownPlaces(),
        hashes: new Map(),
        reports: new Set(),
      };
      this.#files.set(whole, file);
      this.#byUri.set(file.uri, file);
    }
    return file;
  }

  #addFile(
    file: Gathered,
    { repositoryPath, resources, starts, hashes, crashes }: ShardFile,
    number: number,
    folder: string,
  ): void {
    file.reports.add(number);
    file.resources += resources;
    if (repositoryPath !== undefined) file.repositoryPath = folder + repositoryPath;
    for (const [line, offset] of starts ?? []) file.places.add(line, offset);
    for (const [line, hash] of Object.entries(hashes ?? {})) file.hashes.set(Number(line), hash);
    for (const { rule, error, range } of crashes ?? []) {
      file.places.addRange(range);
      file.crashes.push({ rule: rule ?? undefined, error, span: { start: range.start.offset, end: range.end.offset } });
    }
  }

  #placed(found: JsonFinding, file: Gathered, other: (path: string) => Gathered): PlacedFinding {
    file.places.addRange(found.range);
    const related = found.related.map(({ file: path, range, message }) => {
      const { uri, places } = other(path);
      places.addRange(range);
      return { uri, message, span: { start: range.start.offset, end: range.end.offset } };
    });
    const placed: PlacedFinding = {
      uri: file.uri,
      slice: 0,
      rule: found.rule,
      severity: found.severity,
      message: found.message,
      span: { start: found.range.start.offset, end: found.range.end.offset },
      path: found.path,
      resource: found.resource ?? undefined,
      container: found.container ?? undefined,
      related,
      fixes: [],
      fingerprint: found.fingerprint,
    };
    const fixes = found.fixes.map((fix) => withUri(fix, other));
    if (fixes.length > 0) this.#fixes.set(placed, fixes);
    return placed;
  }

  #reportFile({ path, repositoryPath, uri, places, hashes, reports, ...all }: Gathered): ReportFile {
    const { findings, suppressed, unchecked, resources, crashes } = all;
    const isShared = reports.size > 1; // what each report has sorted
    const fixes = (finding: PlacedFinding) => this.#fixes.get(finding) ?? [];
    return {
      path,
      repositoryPath,
      result: {
        uri,
        text: "",
        dialect: "yaml",
        findings: isShared ? [...findings].sort(byPlace) : findings,
        suppressed: isShared ? [...suppressed].sort((a, b) => byPlace(a.finding, b.finding)) : suppressed,
        unchecked,
        resources,
        crashes,
      },
      lineHash: (line) => hashes.get(line),
      point: (offset) => places.point(offset),
      range: (span) => places.range(span),
      start: (line) => places.start(line),
      line: () => "",
      offers: fixes as ReportFile["offers"],
      fixes,
    };
  }
}

function withUri({ file, ...fix }: JsonFix, other: (path: string) => Gathered): OfferedFix {
  if (file === undefined) return fix;
  const { uri, places } = other(file);
  for (const { range } of fix.edits) if (range) places.addRange(range);
  return { ...fix, edits: fix.edits.map(({ start, end, newText }) => ({ start, end, newText })), uri };
}
