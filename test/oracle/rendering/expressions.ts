import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Crash } from "../client.ts";
import { type HelmAnswer, helm } from "../helm.ts";
import { EXPRESSIONS, VALUES } from "./expressions.table.ts";
import { ODD_DATA, ODD_EXPRESSIONS, ODD_FUNCTIONS } from "./odd-expressions.table.ts";

/** Everything that is asked. */
export const ALL_EXPRESSIONS: readonly string[] = [...EXPRESSIONS, ...ODD_EXPRESSIONS, ...ODD_FUNCTIONS, ...ODD_DATA];

/** The files of a chart whose only template has the expression in a named template, and prints what that makes of it as JSON. */
export function chartOf(expression: string): Readonly<Record<string, string>> {
  return {
    "Chart.yaml": 'apiVersion: v2\nname: web\nversion: 0.1.0\nappVersion: "1.10"\n',
    "values.yaml": VALUES,
    "templates/a.yaml": `{{ define "it" }}${expression}{{ end }}kind: A\nmade: {{ include "it" . | toJson }}\n`,
  };
}

/** What helm makes of each expression. */
export function askHelm(): readonly (HelmAnswer | Crash)[] {
  const folder = mkdtempSync(join(tmpdir(), "plimsoll-expressions-"));
  try {
    const charts = ALL_EXPRESSIONS.map((expression, i) => {
      const chart = join(folder, String(i));
      mkdirSync(join(chart, "templates"), { recursive: true });
      for (const [path, text] of Object.entries(chartOf(expression))) writeFileSync(join(chart, path), text);
      return { chart };
    });
    return helm(charts);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
