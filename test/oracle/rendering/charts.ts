import { createHash } from "node:crypto";
import { join } from "node:path";
import { corpusRoot } from "../../support/corpus.ts";
import { type HelmAnswer, helm } from "../helm.ts";
import { CHARTS } from "./charts.table.ts";

/** What helm makes of a chart, without the text. */
export interface ChartSum {
  /** Of the text without the lines that are other ones each time. */
  readonly sum: string;
  readonly lines: number;
  /** Numbers of lines, from 1, in which something is random. */
  readonly random: readonly number[];
  readonly error?: string;
}

/** Asks twice, to see what is random. */
export function askHelm(): readonly ChartSum[] {
  const questions = CHARTS.map((chart) => ({ chart: join(corpusRoot, "helm", chart) }));
  const once = helm(questions) as readonly HelmAnswer[];
  const again = helm(questions) as readonly HelmAnswer[];
  return once.map(({ text, error }, i) => {
    if (error !== undefined) return { sum: "", lines: 0, random: [], error };
    const other = (again[i] as HelmAnswer).text.split("\n");
    const random = text.split("\n").flatMap((line, n) => (line === other[n] ? [] : [n + 1]));
    return sumOf(text, random);
  });
}

/** The sum of a text without the lines of these numbers. */
export function sumOf(text: string, random: readonly number[]): ChartSum {
  const lines = text.split("\n");
  const kept = lines.filter((_, n) => !random.includes(n + 1));
  return { sum: createHash("sha256").update(kept.join("\n")).digest("hex").slice(0, 16), lines: lines.length, random };
}
