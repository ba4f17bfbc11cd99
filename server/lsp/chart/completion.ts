import { type CompletionItem, CompletionItemKind, type Position } from "vscode-languageserver";
import type { Value } from "../../helm/value/value.ts";
import type { ChartView } from "../../lint/chart/chart-symbols.ts";
import type { DocumentSnapshot, Session } from "../session/session.ts";
import { chartAt } from "./chart-at.ts";

/** Completes the action of a template that is being typed: keys of values, named templates, functions. Null outside of actions. */
export async function chartCompletions(
  uri: string,
  position: Position,
  { text, positions }: DocumentSnapshot,
  session: Session,
): Promise<CompletionItem[] | null> {
  const offset = positions.offset(position);
  const open = text.lastIndexOf("{{", offset - 1);
  if (open < 0 || text.lastIndexOf("}}", offset - 1) > open) return null;
  const before = text.slice(open + 2, offset);
  const at = await chartAt(uri, position, session);
  if (!at) return null;
  const item =
    (word: string, kind: CompletionItemKind) =>
    (label: string, detail?: string): CompletionItem => ({
      label,
      kind,
      ...(detail ? { detail } : {}),
      textEdit: { range: positions.range({ start: offset - word.length, end: offset }), newText: label },
    });
  const [value, path = "", key = ""] = /\.Values\.((?:\w+\.)*)(\w*)$/.exec(before) ?? [];
  if (value !== undefined) {
    const make = item(key, CompletionItemKind.Field);
    return keysBelow(at.view, path.split(".").filter(Boolean)).map(([name, detail]) => make(name, detail));
  }
  const [call, , name = ""] = /\b(include|template)\s+"([^"]*)$/.exec(before) ?? [];
  if (call !== undefined) {
    const { definitions } = at.view.host.helm.usesOfChart(at.view.chart.chart);
    const make = item(name, CompletionItemKind.Reference);
    return [...new Map(definitions.map((one) => [one.name, one.file.path]))].map(([label, file]) => make(label, file));
  }
  if ((before.match(/"/g)?.length ?? 0) % 2 === 1) return [];
  const [, word] = /(?:^-?\s*|[|(]\s*|\b(?:if|with|range|else)\s+|\s)([a-zA-Z]\w*)$/.exec(before) ?? [];
  if (word === undefined) return [];
  const make = item(word, CompletionItemKind.Function);
  return at.view.host.helm.functionNames().map((label) => make(label));
}

/** The keys below a path in all files of values, with what they hold. */
function keysBelow({ chart, host }: ChartView, path: readonly string[]): readonly (readonly [key: string, detail: string])[] {
  const keys = new Map<string, string>();
  const add = (value: Value | undefined): void => {
    if (value?.kind !== "dict") return;
    for (const [name, entry] of value.entries) if (/^\w+$/.test(name) && !keys.has(name)) keys.set(name, describe(entry.value));
  };
  const given = chart.sets.flatMap(({ options }) => options.values ?? []);
  if (path.length > 0) for (const { value } of host.helm.placesOfValue(chart.chart, given, path)) add(value);
  else {
    add(chart.chart.values);
    for (const { name } of chart.chart.subcharts) if (/^\w+$/.test(name.text)) keys.set(name.text, "subchart");
  }
  return [...keys];

  function describe(value: Value): string {
    if (value.kind === "dict") return "mapping";
    if (value.kind === "list") return "list";
    return host.helm.toYaml(value).text.slice(0, 60);
  }
}
