import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { findBeside, readChart } from "../../disk/chart.ts";
import { readText } from "../../disk/read.ts";
import { Refusal } from "../../disk/refusal.ts";
import { loadChart, printManifests, type RenderOptions, renderChart } from "../../helm/helm.ts";
import type { SourceFile } from "../../helm/value/place.ts";
import { withoutMark } from "../../text/byte-order-mark.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";

/** `plimsoll render CHART`: prints what `helm template` prints, without helm. */
export async function render(args: Args, { cwd, stdout, stderr }: Environment): Promise<number> {
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
  for (const { message } of errors) stderr.write(`plimsoll: ${message}\n`);
  if (errors.length > 0) return 2;
  stdout.write(printManifests(rendering?.manifests ?? []));
  return 0;
}

function optionsOf(args: Args, cwd: string): RenderOptions {
  const version = args.value("kube-version");
  if (version !== undefined && !/^v?\d+\.\d+(\.\d+)?/.test(version))
    throw new Refusal(`--kube-version takes a version such as 1.32 or v1.32.0, not "${version}".`);
  return {
    releaseName: args.value("release-name") ?? "release-name",
    namespace: args.value("namespace") ?? "default",
    ...(version === undefined ? {} : { kubeVersion: /^v?\d+\.\d+$/.test(version) ? `${version}.0` : version }),
    apiVersions: args.values("api-versions").flatMap((list) => list.split(",")),
    values: args.values("values").map((path) => valuesFile(path, cwd)),
    set: args.values("set"),
    setString: args.values("set-string"),
  };
}

function valuesFile(path: string, cwd: string): SourceFile {
  const content = readText(resolve(cwd, path), "named");
  if ("problem" in content) throw new Refusal(`The values file "${path}" ${content.problem}.`);
  return { path, text: withoutMark(content.text) };
}
