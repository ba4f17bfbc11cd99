import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { casesRoot, chartFiles, describeChartCases, printChart } from "../support/charts.ts";

describeChartCases("charts of the released helm", () => {
  const cases = existsSync(casesRoot) ? readdirSync(casesRoot).filter((name) => /^\d+$/.test(name)) : [];

  it.each(cases)("%s", (name) => {
    const folder = join(casesRoot, name);
    const words = readFileSync(join(folder, "cmd"), "utf8").split("\n")[1]?.split(" ") ?? [];
    const given = (flag: string) => words.flatMap((word, i) => (word === flag ? [words[i + 1] as string] : []));
    const { text, error } = printChart(chartFiles(join(folder, "chart")), {
      releaseName: "rel",
      values: given("-f").map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") })),
      set: given("--set"),
      apiVersions: given("-a"),
    });
    const expected = readFileSync(join(folder, "expected.txt"), "utf8");
    const [, stdout, stderr] = /# stdout\n([\s\S]*?)# stderr\n([\s\S]*)$/.exec(expected) as RegExpExecArray;
    expect(text).toBe(stdout);
    const wanted = /^Error: ([\s\S]*?)(\n\nUse --debug|\n*$)/m.exec(stderr as string)?.[1];
    expect(error).toBe(wanted);
  });
});
