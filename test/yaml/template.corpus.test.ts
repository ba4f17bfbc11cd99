import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { chartRole } from "../../server/kube/chart.ts";
import { folderOf, isBelow } from "../../server/text/path.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { isTemplate } from "../../server/yaml/template/braces.ts";
import { maskTemplate } from "../../server/yaml/template/mask.ts";
import { cutTemplate, parseTemplate } from "../../server/yaml/template/template.ts";
import { Field } from "../../server/yaml/tree/field.ts";
import type { Node, Scalar, Tree } from "../../server/yaml/tree/tree.ts";
import { type CorpusFile, corpus, corpusRoot, describeCorpus } from "../support/corpus.ts";

/** The templates of the charts, and those that no chart surrounds. */
function templates(): readonly CorpusFile[] {
  const charts = new Set<string>();
  const files = corpus("helm", "braces/template-actions");
  for (const { path } of files) if (path.endsWith("/Chart.yaml")) charts.add(folderOf(path));
  return files.filter(({ path }) => {
    const chart = [...charts].find((folder) => isBelow(folder, path));
    return path.startsWith("braces/") || chartRole(path, chart) === "template";
  });
}

function scalarsOf(node: Node | undefined, into: Scalar[] = []): readonly Scalar[] {
  if (node?.kind === "scalar") into.push(node);
  else if (node?.kind === "sequence") for (const { value } of node.items) scalarsOf(value, into);
  else if (node?.kind === "mapping")
    for (const { key, value } of node.entries) scalarsOf(value, [into.push(key), into][1] as Scalar[]);
  return into;
}

function documents(text: string): readonly Tree[] {
  return cutTemplate(text).map(({ start, end }) => parseTemplate(text, start, end));
}

describeCorpus("templates of the corpus", () => {
  it("are sound YAML once their actions are covered, but for at most 0.23 %", () => {
    const files = templates();
    const broken = files.filter(({ text }) =>
      cutTemplate(text).some(({ start, end }) => {
        const source = text.slice(start, end);
        const sound = (first: boolean) => !parse(maskTemplate(source, first).text).problems.some(({ code }) => code === "syntax");
        return !sound(false) && !sound(true);
      }),
    );
    expect(files.length).toBeGreaterThan(600);
    expect(broken.length / files.length, broken.map(({ path }) => path).join("\n")).toBeLessThanOrEqual(0.0023);
  });

  it("have no problem at all, and every scalar stands where its offsets say", () => {
    for (const { path, text } of templates())
      for (const tree of documents(text)) {
        expect(tree.problems, path).toEqual([]);
        const source = text.slice(tree.from, tree.to);
        for (const scalar of scalarsOf(tree.root)) expect(scalar.source, path).toBe(source.slice(scalar.start, scalar.end));
      }
  });

  it("keep what their authors wrote out: known scalars hold no action, and nearly all objects name their kind", () => {
    let objects = 0;
    let named = 0;
    for (const { path, text } of templates())
      for (const tree of documents(text)) {
        const known = scalarsOf(tree.root).filter(({ unknown }) => !unknown);
        for (const { source } of known) expect(source, path).not.toMatch(/\{\{/);
        const root = Field.root(tree);
        if (!root.at("kind").exists) continue;
        objects++;
        if (root.at("kind").string !== undefined) named++;
      }
    expect(objects).toBeGreaterThan(600);
    expect(named / objects).toBeGreaterThan(0.95);
  });

  it("show a literal that stands deep in a template", () => {
    const path = "helm/stefanprodan__podinfo/podinfo/templates/deployment.yaml";
    const text = readFileSync(join(corpusRoot, path), "utf8");
    const [tree] = documents(text);
    const container = Field.root(tree as Tree).at("spec", "template", "spec", "containers", 0);
    expect(container.at("securityContext").state).toBe("unknown");
    expect(container.at("livenessProbe", "exec", "command", 0).string).toBe("podcli");
    const { start, end } = container.at("livenessProbe", "exec", "command", 0).site;
    expect(text.slice(start, end)).toBe("podcli");
  });

  it("are told from manifests that hold braces in their strings", () => {
    const wrong = (folder: string, template: boolean) =>
      corpus(folder)
        .filter(({ text }) => isTemplate(text) !== template)
        .map(({ path }) => path);
    expect(wrong("braces/inside-scalars", false)).toEqual([]);
    expect(wrong("braces/template-actions", true)).toEqual([]);
    expect(wrong("plain", false)).toEqual([]);
    expect(
      templates()
        .filter(({ text }) => text.includes("{{") && !isTemplate(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });
});
