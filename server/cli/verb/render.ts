import { join, resolve } from "node:path";
import { findBeside, readChart } from "../../disk/chart.ts";
import { relativePath } from "../../disk/paths.ts";
import { statsOf } from "../../disk/read.ts";
import { Refusal } from "../../disk/refusal.ts";
import type { ChartFiles } from "../../helm/chart/chart.ts";
import { loadChart, printManifests, printOnly, type RenderOptions, renderChart } from "../../helm/helm.ts";
import { maskOfFiles } from "../../report/mask/file-mask.ts";
import type { Mask } from "../../report/mask/mask.ts";
import { oneLine, shown } from "../../report/plain.ts";
import type { Args } from "../option/args.ts";
import { renderOptions } from "../option/chart-options.ts";
import type { Environment } from "../option/environment.ts";
import { warn } from "../option/warn.ts";
import type { VERBS } from "./verbs.table.ts";

type RenderOption = keyof (typeof VERBS)["render"]["options"];

/** `plimsoll render CHART`: prints what `helm template` prints, without helm. A chart that helm refuses: what it says, and exit code 1. */
export async function render(args: Args<RenderOption>, { cwd, stdout, stderr }: Environment): Promise<number> {
  const [operand, ...more] = args.operands;
  if (operand === undefined || more.length > 0) throw new Refusal("plimsoll render takes one chart: plimsoll render ./chart.");
  const folder = resolve(cwd, operand);
  if (!statsOf(folder)?.isDirectory()) throw new Refusal(`There is no folder "${operand}".`);
  if (!statsOf(join(folder, "Chart.yaml"))?.isFile()) throw new Refusal(`"${operand}" is no chart: it has no Chart.yaml.`);
  const options = optionsOf(args, cwd);
  const files = readChart(folder, (path, { problem }) => {
    throw new Refusal(`${relativePath(cwd, path)} ${problem}. The chart is not rendered without it.`);
  });
  const { chart, problems } = loadChart(files, findBeside(folder));
  const rendering = chart && renderChart(chart, options);
  const all = [...problems, ...(rendering?.problems ?? [])];
  const masked = all.length > 0 ? maskFor(files, options) : String;
  for (const { code, message } of all) if (code === "warning") warn(stderr, `warning: ${masked(message)}`);
  const errors = all.filter(({ code }) => code !== "warning");
  for (const message of new Set(errors.map(({ message }) => message.trimEnd())))
    stderr.write(`Error: ${lines(masked(message))}\n`);
  if (errors.length > 0) return 1;
  if (!rendering) return 0;
  const { manifests, definitions } = rendering;
  const only = args.values("show-only").flatMap((list) => list.split(","));
  const printed = {
    definitions: args.flag("include-crds") ? definitions : [],
    noHooks: args.flag("no-hooks"),
    skipTests: args.flag("skip-tests"),
  };
  const text = only.length > 0 ? printOnly(manifests, only, printed) : { text: printManifests(manifests, printed) };
  if ("text" in text) stdout.write(text.text);
  else stderr.write(`Error: could not find template ${oneLine(text.missing)} in chart\n`);
  return "text" in text ? 0 : 1;
}

/**
 * The lines of an error as helm prints them, in which nothing steers a terminal. What a chart has put into one is no command to who runs the job
 * (`::error::`), which would have to begin a line.
 */
function lines(message: string): string {
  const [first = "", ...rest] = message.split("\n").map(shown);
  return [first, ...rest.map((line) => line.replace(/^(\s*):(?=:)/, "$1\ufffd"))].join("\n");
}

/** The mask for what is said about a chart: what may be a secret of its files and of the values that it is given stands in what it prints alone. */
function maskFor(files: ChartFiles, { values = [], set = [], setString = [] }: RenderOptions): Mask {
  const given = [...set, ...setString].map((one) => one.replace("=", ": ")).join("\n");
  const texts = [...values, ...[...files].flatMap(([path, file]) => (path.includes("templates/") ? [] : file)), { text: given }];
  const templates = [...files].flatMap(([path, { text }]) => (path.includes("templates/") ? [{ text }] : []));
  return maskOfFiles([
    ...texts.map(({ text }) => ({ text, dialect: "yaml" as const })),
    ...templates.map(({ text }) => ({ text, dialect: "template" as const })),
  ]);
}

function optionsOf(args: Args<RenderOption>, cwd: string): RenderOptions {
  const option = args.value("kubernetes-version") === undefined ? "kube-version" : "kubernetes-version";
  const version = args.value(option);
  if (version !== undefined && !/^v?\d+\.\d+(\.\d+)?/.test(version))
    throw new Refusal(`--${option} takes a version such as 1.32 or v1.32.0, not "${version}".`);
  return {
    ...renderOptions(args, cwd),
    ...(version === undefined ? {} : { kubeVersion: /^v?\d+\.\d+$/.test(version) ? `${version}.0` : version }),
    isUpgrade: args.flag("is-upgrade"),
    apiVersions: args.values("api-versions").flatMap((list) => list.split(",")),
  };
}
