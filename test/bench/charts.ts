// Measurements of charts, over the engine itself: what `engine.ts` is for manifests.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { rules } from "../../rules/index.ts";
import { readChart } from "../../server/disk/chart.ts";
import { chartsOnDisk } from "../../server/disk/chart-host.ts";
import { expectReading } from "../../server/disk/optimizer.ts";
import { disk } from "../../server/disk/probes.ts";
import * as helm from "../../server/helm/helm.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { decodedUri } from "../../server/text/path.ts";
import { presetSettings } from "../support/linting.ts";

function cpu(body: () => void): number {
  const before = process.cpuUsage();
  body();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** A chart that is rendered for the first time in a fresh process, and again; from its files to the manifests. */
export function rendering(folder: string): unknown {
  const files = readChart(folder);
  const once = () => {
    const { chart } = helm.loadChart(new Map([...files].map(([path, { text }]) => [path, { path, text }])));
    if (chart) helm.renderChart(chart, { opensUnknown: true, isIncomplete: true });
  };
  const cold = cpu(once);
  for (let i = 0; i < 6; i++) once();
  const templates = [...files.keys()].filter((path) => /^templates\/[^_]*$/.test(path)).length;
  return { cold, warm: Math.min(...Array.from({ length: 4 }, () => cpu(once))), templates };
}

/** One character typed in each template of a chart in turn, with everything a server does before it publishes the first findings. */
export function typing(folder: string): unknown {
  const settings = presetSettings(rules, ["recommended"]);
  const linter = new Linter(rules, {
    settingsFor: () => settings,
    scopeOf: () => "",
    roleOf: (uri) => (/\/templates\/.*\.ya?ml$/.test(uri) ? "template" : "data"),
    charts: chartsOnDisk(helm, disk),
  });
  const base = pathToFileURL(`${folder}/`).href;
  const files = [...readChart(folder)].filter(([path]) => /\.ya?ml$/.test(path) && !path.startsWith("charts/"));
  const start = cpu(() => {
    for (const [path, { text }] of files) linter.update(base + path, text);
    linter.settle();
  });
  const templates = files.filter(([path]) => path.startsWith("templates/"));
  const times: number[] = [];
  for (let i = 0; i < 50; i++) {
    const [path, { text }] = templates[i % templates.length] as (typeof templates)[number];
    const at = text.indexOf(": ") + 2;
    const time = cpu(() => {
      linter.update(base + path, `${text.slice(0, at)}x${text.slice(at)}`);
      for (const changed of linter.settle({ first: decodedUri(base + path) }))
        if (decodedUri(changed) === decodedUri(base + path)) linter.result(changed);
    });
    if (i >= 10) times.push(time);
    linter.settle(); // what follows in parts
    linter.update(base + path, text);
    linter.settle();
  }
  return { times, start };
}

/** What many charts take in memory, in MB; the file lists their folders. */
export function memory(list: string): unknown {
  expectReading(); // as a server does
  const folders = readFileSync(list, "utf8").trim().split("\n");
  const settings = presetSettings(rules, ["recommended"]);
  const linter = new Linter(rules, { settingsFor: () => settings, scopeOf: () => "", charts: chartsOnDisk(helm, disk) });
  for (const folder of folders)
    for (const [path, { text }] of readChart(folder))
      if (/\.ya?ml$/.test(path)) linter.update(pathToFileURL(`${folder}/${path}`).href, text);
  linter.settle({ newCharts: 0 });
  while (linter.waitingCharts > 0) linter.settle({ newCharts: 1 });
  return { charts: folders.length, rss: process.memoryUsage().rss / 2 ** 20 };
}
