import type { Chart } from "../../helm/chart/chart.ts";
import type { Text } from "../../helm/value/text.ts";
import { resourcesOf } from "../../kube/resource.ts";
import { type CustomKinds, customKinds, mergedKinds } from "../../kube/schema/custom-kinds.ts";
import type { Field } from "../../yaml/tree/field.ts";
import { dialectOf } from "../analysis/dialect.ts";
import type { PreparedChart } from "./prepared-chart.ts";

/** What custom resources of a rendering are judged by. */
export interface ChartKinds {
  /** The definitions that come with the chart. */
  readonly texts: readonly string[];
  /** Those of the workspace. */
  readonly workspace: CustomKinds;
  /** All together. */
  readonly kinds: CustomKinds;
}

/**
 * The definitions of the workspace with those that come with a chart: `texts`, what it renders to and what lies in `crds/`. The same object as
 * `before` where nothing is different.
 */
export function chartKinds(texts: readonly string[], workspace: CustomKinds, before: ChartKinds | undefined): ChartKinds {
  if (before?.workspace === workspace && isSame(before.texts, texts)) return before;
  return { texts, workspace, kinds: texts.length === 0 ? workspace : mergedKinds([workspace, customKinds(rootsIn(texts))]) };
}

/** The definitions in `crds/` of the chart and its subcharts, but for those in files that are linted: they count anyway. */
export function definitionsOf({ chart, own }: PreparedChart, isLinted: (name: string) => boolean): readonly string[] {
  const below = (one: Chart): readonly Chart[] => [one, ...one.subcharts.flatMap(below)];
  return below(chart)
    .flatMap(({ crds }) => crds)
    .filter(({ file }) => !isLinted(own.get(file) ?? "") && isDefinition(file.text))
    .map(({ file }) => file.text);
}

const known = new WeakMap<Text, string | false>();

/**
 * The text of a rendered document that defines custom resources; looked at once. One that is equal to a text of `before` is the same string, so that they
 * are quick to compare: definitions are long, and each set of values renders them.
 */
export function definitionIn(document: Text, before: readonly string[] = []): string | undefined {
  const { text } = document;
  const made = known.get(document) ?? (isDefinition(text) && (before.find((one) => one === text) ?? text));
  known.set(document, made);
  return made === false ? undefined : made;
}

/** Whether a text holds a definition of custom resources. */
function isDefinition(text: string): boolean {
  return /^(- |\s*")?kind"?:\s*['"]?CustomResourceDefinition\b/m.test(text);
}

function rootsIn(texts: readonly string[]): readonly Field[] {
  return texts.flatMap((text) => {
    const dialect = dialectOf(text);
    return dialect.cut(text).flatMap(({ start, end }) =>
      resourcesOf(dialect.parse(text, start, end))
        .filter(({ kind }) => kind === "CustomResourceDefinition")
        .map(({ root }) => root),
    );
  });
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
