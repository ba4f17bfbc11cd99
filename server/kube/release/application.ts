import type { Span } from "../../text/span.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { Release, ReleaseFile } from "./release.ts";
import { pathIn, textsOf } from "./texts.ts";

/**
 * What an Application of Argo CD installs: each of its sources that is a path. Whether there is a chart at the path is for who reads it to see
 * (https://argo-cd.readthedocs.io/en/stable/user-guide/helm/).
 */
export function application(root: Field, document: Span): readonly Release[] {
  const name = root.at("metadata", "name").string;
  if (name === undefined) return [];
  const spec = root.at("spec");
  const sources = spec.at("sources").items();
  const all = sources.length > 0 ? sources : [spec.at("source")];
  const namespace = spec.at("destination", "namespace").string;
  return all.flatMap((source) => releaseOf(source, { name, namespace, document }));
}

interface Named {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly document: Span;
}

function releaseOf(source: Field, { name, namespace, document }: Named): readonly Release[] {
  const chart = pathIn(source.at("path"));
  if (chart === undefined || source.at("plugin").exists) return [];
  const helm = source.at("helm");
  const inline = ["valuesObject", "values"].map((key) => helm.at(key)).find((field) => field.exists && field.string !== "");
  const parameters = helm.at("parameters").items();
  const isText = (parameter: Field) => parameter.at("forceString").value === true;
  return [
    {
      title: `Application "${name}"`,
      chart,
      from: "repository",
      releaseName: helm.at("releaseName").string ?? name,
      namespace: helm.at("namespace").string ?? namespace,
      kubeVersion: helm.at("kubeVersion").string,
      apiVersions: textsOf(helm.at("apiVersions")),
      files: textsOf(helm.at("valueFiles")).map(valuesFile),
      replacesValues: false,
      inline: inline && { document, path: inline.path },
      set: parameters.filter((one) => !isText(one)).flatMap(argumentOf),
      setString: parameters.filter(isText).flatMap(argumentOf),
      isPartial: helm.at("fileParameters").items().length > 0,
    },
  ];
}

/** `$name/` stands for the root of another source, `/` for that of the repository. */
function valuesFile(path: string): ReleaseFile {
  const below = /^(?:\$[^/]+)?\/(.*)$/.exec(path)?.[1];
  return below === undefined ? { path, from: "chart" } : { path: below, from: "repository" };
}

/** A parameter as an argument of `--set`; a comma is part of the value, unless it parts a list. */
function argumentOf(parameter: Field): readonly string[] {
  const name = parameter.at("name").string;
  const value = String(parameter.at("value").value ?? "");
  if (name === undefined) return [];
  return [`${name}=${/^\{.*\}$/s.test(value) ? value : value.replace(/(?<!\\),/g, "\\,")}`];
}
