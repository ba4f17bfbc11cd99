import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { findBeside, readChart } from "../../disk/chart.ts";
import { Refusal } from "../../disk/refusal.ts";
import { loadChart, printManifests, type RenderOptions, renderChart } from "../../helm/helm.ts";
import type { Args } from "../option/args.ts";
import { renderOptions } from "../option/chart-options.ts";
import type { Environment } from "../option/environment.ts";
import type { VERBS } from "./verbs.table.ts";

type RenderOption = keyof (typeof VERBS)["render"]["options"];

/** `plimsoll render CHART`: prints what `helm template` prints, without helm. A chart that helm refuses: what it says, and exit code 1. */
export async function render(args: Args<RenderOption>, { cwd, stdout, stderr }: Environment): Promise<number> {
  const [operand, ...more] = args.operands;
  if (operand === undefined || more.length > 0) throw new Refusal("plimsoll render takes one chart: plimsoll render ./chart.");
  const folder = resolve(cwd, operand);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Refusal(`There is no folder "${operand}".`);
  if (!statSync(join(folder, "Chart.yaml"), { throwIfNoEntry: false })?.isFile())
    throw new Refusal(`"${operand}" is no chart: it has no Chart.yaml.`);
  const options = optionsOf(args, cwd);
  const { chart, problems } = loadChart(readChart(folder), findBeside(folder));
  const rendering = chart && renderChart(chart, options);
  const all = [...problems, ...(rendering?.problems ?? [])];
  for (const { code, message } of all) if (code === "warning") stderr.write(`plimsoll: warning: ${message}\n`);
  const errors = all.filter(({ code }) => code !== "warning");
  for (const message of new Set(errors.map(({ message }) => message.trimEnd()))) stderr.write(`Error: ${message}\n`);
  if (errors.length > 0) return 1;
  stdout.write(printManifests(rendering?.manifests ?? []));
  return 0;
}

function optionsOf(args: Args<RenderOption>, cwd: string): RenderOptions {
  const option = args.value("kubernetes-version") === undefined ? "kube-version" : "kubernetes-version";
  const version = args.value(option);
  if (version !== undefined && !/^v?\d+\.\d+(\.\d+)?/.test(version))
    throw new Refusal(`--${option} takes a version such as 1.32 or v1.32.0, not "${version}".`);
  return {
    ...renderOptions(args, cwd),
    ...(version === undefined ? {} : { kubeVersion: /^v?\d+\.\d+$/.test(version) ? `${version}.0` : version }),
    apiVersions: args.values("api-versions").flatMap((list) => list.split(",")),
  };
}
