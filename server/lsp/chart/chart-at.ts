import type { Location, Position } from "vscode-languageserver";
import type { SourceFile } from "../../helm/value/place.ts";
import { type ChartView, fileNamed, type SymbolPlace, symbolAt } from "../../lint/chart/chart-symbols.ts";
import { decodedUri } from "../../text/path.ts";
import { positionsIn } from "../protocol/positions.ts";
import { normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";

/** A place in a file of a chart. */
export interface PlaceInChart {
  readonly view: ChartView;
  readonly file: SourceFile;
  readonly offset: number;
}

/** The chart with the file in which a position lies; undefined if the file is part of none, or the chart cannot be rendered here. */
export async function chartAt(uri: string, position: Position, session: Session): Promise<PlaceInChart | undefined> {
  const key = normalized(uri);
  const text = session.documents.get(key)?.getText();
  // Whoever asks about another file pays nothing.
  if (text === undefined || !session.linter.isInChart(key)) return undefined;
  if (session.project.effective(key).preferences.helmFeatures === "off") return undefined;
  await session.settled(key);
  const view = session.linter.chartOf(key);
  const file = view && fileNamed(view, decodedUri(key));
  if (!view || !file) return undefined;
  return { view, file, offset: positionsIn(file.text, session.profile.encoding).offset(position) };
}

/** The value or named template whose name stands at a position. */
export async function symbolAtPosition(
  uri: string,
  position: Position,
  session: Session,
): Promise<(PlaceInChart & { readonly place: SymbolPlace }) | undefined> {
  const at = await chartAt(uri, position, session);
  const place = at && symbolAt(at.view, at.file, at.offset);
  return at && place && { ...at, place };
}

/** The URI of a file of a chart as the client writes it; undefined if the file is not the chart's own. */
export function uriOf({ chart }: ChartView, file: SourceFile, session: Session): string | undefined {
  const name = chart.own.get(file);
  if (name === undefined) return undefined;
  const known = session.linter.uriOf(name);
  // Nobody has told us how the client writes the name of a file that is not linted.
  return session.linter.has(known) ? session.clientUri(known) : encodeURI(name);
}

export function locationOf(view: ChartView, { file, start, end }: SymbolPlace, session: Session): readonly Location[] {
  const uri = uriOf(view, file, session);
  return uri === undefined ? [] : [{ uri, range: positionsIn(file.text, session.profile.encoding).range({ start, end }) }];
}
