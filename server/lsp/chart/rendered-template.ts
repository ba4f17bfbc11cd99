import type { Diagnostic } from "vscode-languageserver";
import type { Manifest } from "../../helm/manifest/manifest.ts";
import { analyze, analyzeTree } from "../../lint/analysis/analyze.ts";
import { DIALECTS } from "../../lint/analysis/dialect.ts";
import { fileNamed } from "../../lint/chart/chart-symbols.ts";
import { decodedUri } from "../../text/path.ts";
import { shift } from "../../text/span.ts";
import { parse } from "../../yaml/parser/parse.ts";
import { toDiagnostic } from "../protocol/convert.ts";
import type { RenderedTemplateParams, RenderedTemplateResult } from "../protocol/messages.ts";
import { positionsIn } from "../protocol/positions.ts";
import { normalized } from "../protocol/uri.ts";
import type { Session } from "../session/session.ts";

/**
 * What a template renders to now, with what the rules find in it; of a helper or a file of values, what the whole chart renders to. Null if the document is part
 * of no chart.
 */
export async function renderedTemplate(
  { uri, set }: RenderedTemplateParams,
  session: Session,
): Promise<RenderedTemplateResult | null> {
  const key = normalized(uri);
  await session.settled(key);
  // What was typed a moment ago in a helper or a file of values counts too.
  for (const other of session.documents.uris()) if (session.linter.isInChart(other)) await session.settled(other);
  const view = session.linter.chartOf(key);
  if (!view) return null;
  const { chart, host } = view;
  const file = fileNamed(view, decodedUri(key));
  const chosen = chart.sets.find(({ name }) => name === set) ?? chart.sets[0];
  const { manifests, problems } = host.helm.renderChart(chart.chart, chosen?.options);
  const own = manifests.filter(({ template }) => template.file === file);
  const shown = (own.length > 0 ? own : manifests).map((manifest) => describe(manifest, host.helm.lintableText, session, key));
  const errors = problems.filter(({ code }) => code !== "warning").map(({ message }) => `# Error: ${message.split("\n")[0]}\n`);
  let text = errors.join("");
  const findings = shown.flatMap(({ header, body, found }) => {
    const start = text.length + header.length;
    text += `${header}${body}\n`;
    return found.map((finding) => ({ ...finding, span: shift(finding.span, start), related: [], uri: "", slice: 0 }));
  });
  const positions = positionsIn(text, session.profile.encoding);
  const context = {
    ...session,
    profile: session.profile,
    clientUri: (one: string) => one,
    positions: () => positions,
    ruleUrl: session.ruleUrl,
  };
  const diagnostics: Diagnostic[] = findings.map((finding) => toDiagnostic(finding, context));
  return { text, diagnostics, set: chosen?.name ?? null, sets: chart.sets.flatMap(({ name }) => name ?? []) };
}

function describe(
  { text: document, template }: Manifest,
  lintable: (text: Manifest["text"]) => { readonly text: Manifest["text"]; readonly isTemplate: boolean },
  { rules, project }: Session,
  key: string,
) {
  const { text, isTemplate } = lintable(document);
  const settings = project.settingsFor(key);
  const { findings } = isTemplate
    ? analyze({ rules, settings, dialect: DIALECTS.template, text: text.text, start: 0, end: text.text.length })
    : analyzeTree({ rules, settings }, parse(text.text));
  return { header: `---\n# Source: ${template.name}\n`, body: text.text, found: findings };
}
