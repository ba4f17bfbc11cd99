import type { ChartFiles } from "../../helm/chart/chart.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { Field } from "../../yaml/tree/field.ts";

const SUBCHART = /^((?:.*\/)?)charts\/[^/]+\/Chart\.yaml$/;

/**
 * The folders of subcharts that come from elsewhere, relative to the chart and with a slash at the end: the chart that they lie in declares a
 * repository for them that is no folder. What is wrong in them is not for this repository to mend.
 */
export function foreignSubcharts(files: ChartFiles): readonly string[] {
  return [...files.keys()].flatMap((path) => {
    const above = SUBCHART.exec(path)?.[1];
    if (above === undefined) return [];
    const name = rootOf(files, path).at("name").string;
    const declared = [rootOf(files, `${above}Chart.yaml`), rootOf(files, `${above}requirements.yaml`)].flatMap((root) =>
      root.at("dependencies").items(),
    );
    const repositories = declared.filter((one) => one.at("name").string === name).map((one) => one.at("repository").string ?? "");
    const isForeign = repositories.length > 0 && repositories.every((one) => one !== "" && !one.startsWith("file:"));
    return isForeign ? [path.slice(0, -"Chart.yaml".length)] : [];
  });
}

function rootOf(files: ChartFiles, path: string): Field {
  return Field.root(parse(files.get(path)?.text ?? ""));
}
