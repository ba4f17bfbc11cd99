import { resolve } from "node:path";
import { isThere } from "../../disk/listing.ts";
import { uriOf } from "../../disk/paths.ts";
import type { Disk } from "../../disk/probes.ts";
import { readText } from "../../disk/read.ts";
import { Refusal } from "../../disk/refusal.ts";
import { type SetKind, setProblem } from "../../helm/chart/set.ts";
import type { RenderOptions } from "../../helm/render.ts";
import type { SourceFile } from "../../helm/value/place.ts";
import { dict } from "../../helm/value/value.ts";
import type { ChartSettings } from "../../lint/chart/set/chart-settings.ts";
import { maskOfFiles } from "../../report/mask/file-mask.ts";
import { withoutMark } from "../../text/byte-order-mark.ts";
import type { Args } from "./args.ts";

/** The options that say how charts are rendered, as `helm template` has them. */
type ChartOption = "values" | "set" | "set-string" | "set-json" | "set-file" | "release-name" | "namespace";

const SETS: readonly ("set" | "set-string" | "set-json" | "set-file")[] = ["set", "set-string", "set-json", "set-file"];

/** The options as `renderChart` takes them. Refuses values files that cannot be read. */
export function renderOptions(args: Args<ChartOption>, cwd: string): RenderOptions {
  return {
    releaseName: args.value("release-name") ?? "release-name",
    namespace: args.value("namespace") ?? "default",
    values: args.values("values").map((path) => valuesFile(path, cwd)),
    set: args.values("set"),
    setString: args.values("set-string"),
    setJson: args.values("set-json"),
    setFile: args.values("set-file"),
    readFile: (path) => fileAt(path, cwd),
  };
}

/** What the options say about every chart of a run, over its configuration. Refuses what cannot be read. */
export function chartSettingsOf(args: Args<ChartOption>, cwd: string, disk: Disk): ChartSettings {
  const [releaseName, namespace] = [args.value("release-name"), args.value("namespace")];
  const readFile = (path: string): SourceFile | undefined => {
    const file = fileAt(path, cwd);
    disk.read(resolve(cwd, path)); // the run depends on it
    return file;
  };
  for (const option of SETS)
    for (const argument of args.values(option)) {
      const problem = setProblem(dict(), argument, `--${option}` satisfies SetKind, readFile);
      if (problem !== undefined)
        throw new Refusal(
          maskOfFiles([{ text: argument.replace("=", ": "), dialect: "yaml" }])(`--${option} ${argument}: ${problem}.`),
        );
    }
  const values = args.values("values").map((path) => {
    valuesFile(path, cwd);
    return { path: "", elsewhere: uriOf(resolve(cwd, path)) };
  });
  const given = SETS.some((option) => args.values(option).length > 0);
  return {
    ...(releaseName === undefined ? {} : { releaseName }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(values.length > 0 || given ? { sets: [{ name: undefined, values }] } : {}),
    ...(given
      ? {
          set: args.values("set"),
          setString: args.values("set-string"),
          setJson: args.values("set-json"),
          setFile: args.values("set-file"),
          readFile,
        }
      : {}),
  };
}

function valuesFile(path: string, cwd: string): SourceFile {
  const content = readText(resolve(cwd, path), "named");
  if ("problem" in content) throw new Refusal(`The values file "${path}" ${content.problem}.`);
  return { path, text: withoutMark(content.text) };
}

function fileAt(path: string, cwd: string): SourceFile | undefined {
  const absolute = resolve(cwd, path);
  if (!isThere(absolute)) return undefined;
  const content = readText(absolute, "named");
  if ("problem" in content) throw new Refusal(`The file "${path}" of --set-file ${content.problem}.`);
  return { path, text: content.text };
}
