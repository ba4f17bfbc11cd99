import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import type { Place, SourceFile } from "../../helm/value/place.ts";
import type { Text } from "../../helm/value/text.ts";
import { type ChartView, symbolAt } from "../../lint/chart/chart-symbols.ts";
import { positionsIn } from "../protocol/positions.ts";
import type { Session } from "../session/session.ts";
import { chartAt } from "./chart-at.ts";

/** More lines of a rendered text a hover does not show. */
const MOST_LINES = 25;

/** What the action at a position renders to, or the value whose key stands there, with each set of values. */
export async function chartHover(uri: string, position: Position, session: Session): Promise<Hover | null> {
  const at = await chartAt(uri, position, session);
  if (!at) return null;
  const { view, file, offset } = at;
  const shown = renderedAt(view, file, offset) ?? valueAt(view, file, offset);
  if (!shown) return null;
  const { what, place, texts } = shown;
  const value = [what, ...sections(texts, session.profile.markdown)].join("\n\n");
  const contents = { kind: session.profile.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value };
  return { contents, range: positionsIn(file.text, session.profile.encoding).range(place) };
}

interface Shown {
  readonly what: string;
  readonly place: { readonly start: number; readonly end: number };
  /** By the name of the set. */
  readonly texts: readonly (readonly [set: string, text: string])[];
}

/** What the action around an offset writes first, with each set. */
function renderedAt({ chart, host }: ChartView, file: SourceFile, offset: number): Shown | undefined {
  let place: Place | undefined;
  const texts: (readonly [string, string])[] = [];
  for (const { name, options } of chart.sets) {
    const rendering = host.helm.renderChart(chart.chart, options);
    for (const text of rendering.files.values()) {
      const found = writtenAt(text, file, offset);
      if (!found) continue;
      place = found.place;
      texts.push([name ?? "values.yaml", found.text]);
      break;
    }
  }
  return place && { what: "Renders to", place, texts };
}

/** The first stretch of a text that the action around an offset of a file writes. */
function writtenAt({ text, runs }: Text, file: SourceFile, offset: number): { place: Place; text: string } | undefined {
  let at = 0;
  let place: Place | undefined;
  let from = 0;
  for (const run of runs) {
    let own: Place | undefined;
    for (let context = run.context; context && !own; context = context.parent)
      if (context.kind === "action" && context.place.file === file && context.place.start <= offset && offset < context.place.end)
        own = context.place;
    if (own && !place) [place, from] = [own, at];
    if (place && !own) return { place, text: text.slice(from, at) };
    at += run.length;
  }
  return place && { place, text: text.slice(from, at) };
}

/** The value whose key stands at an offset, with each set. */
function valueAt(view: ChartView, file: SourceFile, offset: number): Shown | undefined {
  const place = symbolAt(view, file, offset);
  if (place?.symbol.kind !== "value") return undefined;
  const { path } = place.symbol;
  const { chart, host } = view;
  const texts = chart.sets.flatMap(({ name, options }): (readonly [string, string])[] => {
    const [winner] = host.helm.placesOfValue(chart.chart, options.values ?? [], path);
    return winner ? [[name ?? "values.yaml", host.helm.toYaml(winner.value).text]] : [];
  });
  return texts.length === 0 ? undefined : { what: `\`.Values.${path.join(".")}\``, place, texts };
}

/** One block for each text, with the sets that give it; without their names if all give the same. */
function sections(texts: Shown["texts"], markdown: boolean): readonly string[] {
  const sets = new Map<string, string[]>();
  for (const [set, text] of texts) sets.set(text, [...(sets.get(text) ?? []), set]);
  return [...sets].flatMap(([text, names]) => {
    const lines = text.replace(/^\n+|\s+$/g, "").split("\n");
    const cut = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), "…"] : lines;
    const block = markdown ? `\`\`\`yaml\n${cut.join("\n")}\n\`\`\`` : cut.join("\n");
    return sets.size === 1 ? [block] : [`With ${names.join(", ")}:`, block];
  });
}
