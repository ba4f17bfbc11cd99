import { type SampleCase, sampleCases } from "../../server/report/page/sample.ts";
import { cut } from "../../server/yaml/parser/slice.ts";

/** A case as the tests see it. */
export interface Case extends SampleCase {
  /** Expected findings: line (from 0) and rule, sorted. */
  readonly expected: readonly string[];
  /** From `# variants: none`: the case is about the very form it has. */
  readonly variants: boolean;
}

/**
 * Reads a sample with what the tests look for: `# expect: id` marks the line of a finding, `# expect: id (2)` of two; several ids are
 * separated by commas. `# variants: none` stands in the head of a case.
 */
export function readSample(text: string): readonly Case[] {
  const cases = sampleCases(text);
  const [first] = cases;
  const above = text.slice(0, first ? text.indexOf(first.text) : text.length);
  if (above.trim()) throw new Error(`text before the first "# good:" or "# bad:": ${above.slice(0, 60)}`);
  return cases.map((one) => {
    for (const word of one.text.matchAll(/#\s*(expect(?:ed|s)?\b.?)/g))
      if (word[1] !== "expect:") throw new Error(`unknown marker "${word[0]}"`);
    return { ...one, expected: expectations(one.text), variants: !/^# variants: none$/m.test(one.text) };
  });
}

/** The `# expect:` markers as `line rule`, sorted. */
export function expectations(text: string): readonly string[] {
  return text
    .split("\n")
    .flatMap((line, number) => {
      const marker = /#\s*expect:\s*([^\r#]*)/.exec(line)?.[1];
      if (!marker) return [];
      return marker.split(",").flatMap((part) => {
        const [, id, count] = /^\s*([\w-]+)\s*(?:\((\d+)\))?/.exec(part) ?? [];
        return Array.from({ length: Number(count ?? 1) }, () => `${number} ${id}`);
      });
    })
    .sort();
}

/** The case in other dress; the findings must be the same. Only those that apply. */
export function variantsOf(one: Case): readonly { readonly name: string; readonly text: string }[] {
  const variants = [{ name: "CRLF", text: one.text.replaceAll(/\r?\n/g, "\r\n") }];
  if (!one.variants) return variants;
  const documents = cut(one.text).map(({ start, end }) => one.text.slice(start, end));
  const list = wrapInList(documents);
  if (list) variants.push({ name: "List", text: list });
  if (documents.some((document) => /^kind: Pod$/m.test(document)))
    for (const kind of ["Deployment", "CronJob"] as const) {
      const lifted = documents.map((document) => (/^kind: Pod\s*$/m.test(document) ? lift(document, kind) : document));
      if (lifted.every((document) => document !== undefined)) variants.push({ name: kind, text: lifted.join("") });
    }
  return variants;
}

/** The documents as items of one `List`; undefined where one is no block mapping of a Kubernetes object. */
function wrapInList(documents: readonly string[]): string | undefined {
  const items: string[] = [];
  for (const document of documents) {
    const lines = document.split("\n").filter((line) => line !== "---");
    const first = lines.findIndex((line) => /^\S/.test(line) && !line.startsWith("#"));
    if (first < 0) continue;
    if (!/^[\w"']+:/.test(lines[first] as string) || lines.some((line) => line.startsWith("...") || line.startsWith("%")))
      return undefined;
    if (!lines.some((line) => line.startsWith("kind:")) || lines.some((line) => /^kind: \w*List\b/.test(line))) return undefined;
    items.push(lines.map((line, i) => (line.trim() === "" ? line : i === first ? `  - ${line}` : `    ${line}`)).join("\n"));
  }
  return items.length ? `apiVersion: v1\nkind: List\nitems:\n${items.join("\n")}` : undefined;
}

/** A Pod as the template of a controller: its name and namespace go to the controller, everything else to the template. */
function lift(document: string, kind: "Deployment" | "CronJob"): string | undefined {
  const blocks = new Map<string, string[]>();
  const head: string[] = [];
  let current = head;
  for (const line of document.split("\n")) {
    const key = /^([A-Za-z]+):/.exec(line)?.[1];
    if (key) {
      current = [];
      blocks.set(key, current);
    }
    current.push(line);
  }
  const metadata = blocks.get("metadata");
  const spec = blocks.get("spec");
  if (!metadata || !spec || spec[0] !== "spec:" || blocks.size !== 4) return undefined;
  const flow = /^metadata: \{/.test(metadata[0] as string);
  if (flow && !/^metadata: \{ *(name|namespace): *[\w-]+ *(, *(name|namespace): *[\w-]+ *)?\}/.test(metadata[0] as string))
    return undefined;
  const own: string[] = [];
  const rest: string[] = [];
  let target = own;
  for (const line of metadata.slice(1)) {
    if (/^ {2}\S/.test(line)) target = /^ {2}(name|namespace):/.test(line) ? own : rest;
    target.push(line);
  }
  const pad = (lines: readonly string[], by: number) => lines.map((line) => (line.trim() ? " ".repeat(by) + line : line));
  const template = [...(rest.length ? ["metadata:", ...rest] : []), ...spec];
  const body =
    kind === "Deployment"
      ? ["apiVersion: apps/v1", "kind: Deployment", metadata[0] as string, ...own, "spec:", "  template:", ...pad(template, 4)]
      : [
          "apiVersion: batch/v1",
          "kind: CronJob",
          metadata[0] as string,
          ...own,
          "spec:",
          "  jobTemplate:",
          "    spec:",
          "      template:",
          ...pad(template, 8),
        ];
  return [...head, ...body].join("\n");
}
