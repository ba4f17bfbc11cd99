import type { SourceFile } from "../../helm/value/place.ts";
import { recently } from "../../text/recent.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { cut } from "../../yaml/parser/slice.ts";
import type { Path } from "../../yaml/tree/field.ts";
import type { Tree } from "../../yaml/tree/tree.ts";
import { DIALECTS } from "../analysis/dialect.ts";
import type { PreparedChart } from "./prepared-chart.ts";

/** A document of a file of values, or of a template. The same one each time. */
export interface ChartDocument {
  readonly file: SourceFile;
  readonly isValues: boolean;
  readonly tree: Tree;
}

export interface ChartPath {
  readonly document: ChartDocument;
  readonly path: Path;
}

const valuesIn = recently((file: SourceFile) => documentsIn(file, true));
const templatesIn = recently((file: SourceFile) => documentsIn(file, false));

/** The documents of a file of the chart; none of a file that is no part of it. */
export function documentsOf({ own, values }: PreparedChart, file: SourceFile): readonly ChartDocument[] {
  if (!own.has(file)) return [];
  return values.has(file) ? valuesIn(file) : templatesIn(file);
}

function documentsIn(file: SourceFile, isValues: boolean): readonly ChartDocument[] {
  const { text } = file;
  const [slices, read] = isValues ? [cut(text), parse] : [DIALECTS.template.cut(text), DIALECTS.template.parse];
  return slices.map(({ start, end }) => ({ file, isValues, tree: read(text, start, end) }));
}
