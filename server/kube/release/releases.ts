import { folderOf, parentOf } from "../../text/path.ts";
import type { Span } from "../../text/span.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { cut } from "../../yaml/parser/slice.ts";
import { Field } from "../../yaml/tree/field.ts";
import { isKustomization } from "../kustomize/location.ts";
import { application } from "./application.ts";
import { helmCharts } from "./helm-charts.ts";
import { helmRelease } from "./helm-release.ts";
import type { Release } from "./release.ts";

type Reader = (root: Field, document: Span) => readonly Release[];

const READERS: readonly { readonly group: string; readonly kind: string; readonly read: Reader }[] = [
  { group: "helm.toolkit.fluxcd.io", kind: "HelmRelease", read: helmRelease },
  { group: "argoproj.io", kind: "Application", read: application },
];

/** The releases of charts that the objects of a file describe, and its kustomization if it is one. */
export function releasesIn(name: string, text: string): readonly Release[] {
  const isKustomized = isKustomization(name) && text.includes("helmCharts");
  if (!isKustomized && !/HelmRelease|argoproj\.io/.test(text)) return [];
  return cut(text).flatMap((document) => {
    const root = Field.root(parse(text, document.start, document.end));
    if (isKustomized) return helmCharts(root, document);
    const [group] = (root.at("apiVersion").string ?? "").split("/");
    const kind = root.at("kind").string;
    return READERS.find((one) => one.group === group && one.kind === kind)?.read(root, document) ?? [];
  });
}

/** The nearest folder from that of a file upwards below which there is what is looked for; only that itself for what is `from` it. */
export function baseOf(file: string, from: "repository" | "folder", isThere: (base: string) => boolean): string | undefined {
  const own = folderOf(file);
  if (from === "folder") return isThere(own) ? own : undefined;
  for (let at: string | undefined = own; at !== undefined; at = parentOf(at)) if (isThere(at)) return at;
  return undefined;
}
