import { PRESETS, type Rule, type Standard } from "../../lint/rule/rule.ts";
import { defaultOptions, inPreset } from "../../lint/rule/settings.ts";

/** A case of a rule's sample, with the messages that the linter prints for it and the text after its fixes. */
export interface PageCase {
  readonly title: string;
  readonly good: boolean;
  readonly text: string;
  readonly messages: readonly string[];
  readonly fixed: string | undefined;
  /** The plimsoll.yaml that the case needs; undefined where it is the same by default. */
  readonly config: string | undefined;
}

/**
 * A rule's page as Markdown: what hover, `explain`, SARIF help and `rules/docs` show. Without cases it is the page of a rule
 * that has no sample at hand.
 */
export function rulePage(rule: Rule, cases: readonly PageCase[] = []): string {
  const bad = cases.filter((one) => !one.good);
  const good = cases.filter((one) => one.good);
  return [
    `# ${rule.id}`,
    `**${rule.title}**`,
    table(rule),
    `## Why\n\n${rule.why}`,
    rule.how && `## What to do\n\n${rule.how}`,
    rule.ignoreWhen && `## When to ignore it\n\n${rule.ignoreWhen}`,
    bad.length > 0 && `## Bad\n\n${bad.map(badCase).join("\n\n")}`,
    good.length > 0 && `## Good\n\n${good.map((one) => example(one).join("\n\n")).join("\n\n")}`,
    options(rule),
    rule.family !== "suppression" &&
      `## Suppress\n\nAbove the key or the container, with the reason:\n\n${fence("yaml", `# plimsoll-disable-next-line ${rule.id} -- reason`)}`,
    peers(rule),
    rule.references?.length && `## References\n\n${rule.references.map((url) => `- <${url}>`).join("\n")}`,
  ]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n");
}

function table(rule: Rule): string {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["Severity", rule.severity],
    ["Family", rule.family],
    ["Presets", PRESETS.filter((preset) => inPreset(rule, preset)).join(", ")],
    ["Fix", rule.fix ?? "none"],
    ["Kinds", rule.kinds?.join(", ")],
    ["Yields to", rule.yieldsTo?.join(", ")],
    ["Standards", rule.standards?.map(standardName).join(", ")],
  ];
  const lines = rows.flatMap(([name, value]) => (value ? [`| ${name} | ${value} |`] : []));
  return ["| | |", "|---|---|", ...lines].join("\n");
}

function badCase(one: PageCase): string {
  const parts = [...example(one), one.messages.map((message) => `> ${message}`).join("\n>\n")];
  if (one.fixed !== undefined && one.fixed !== one.text)
    parts.push(`Fixed:`, fence("diff", lineDiff(body(one.text), body(one.fixed))));
  return parts.join("\n\n");
}

/** What a case shows: its text, below the configuration that it needs. */
function example({ title, text, config }: PageCase): readonly string[] {
  const shown = fence("yaml", body(text));
  if (config === undefined) return [`${sentence(title)}:`, shown];
  return [`${sentence(title)}, with this \`plimsoll.yaml\`:`, fence("yaml", config), "The manifest:", shown];
}

function options(rule: Rule): string | undefined {
  const entries = Object.entries(rule.options);
  if (entries.length === 0) return undefined;
  const defaults = defaultOptions(rule, undefined);
  const rows = entries.map(([name, option]) => `| \`${name}\` | \`${JSON.stringify(defaults[name])}\` | ${option.summary} |`);
  return ["## Options", "", "| option | default | |", "|---|---|---|", ...rows].join("\n");
}

function peers(rule: Rule): string | undefined {
  if (!rule.peers?.length) return undefined;
  return `## In other tools\n\n${rule.peers.map((peer) => `\`${peer}\``).join(", ")}`;
}

/** A standard's control in words. */
function standardName(standard: Standard): string {
  if (standard === "nsa") return "NSA/CISA Kubernetes Hardening Guidance";
  const [scheme, control] = standard.split(":") as [string, string];
  return scheme === "pss" ? `Pod Security Standards (${control})` : `CIS Kubernetes Benchmark v1.12 ${control}`;
}

/** The text of a case without its head comments and markers. */
function body(text: string): string {
  return text
    .replace(/^(---\n)?(# (good|bad|options|kubernetes|variants):? .*\n)+/, "")
    .replaceAll(/[ \t]*# expect: .*$/gm, "")
    .trimEnd();
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A line diff of two short texts by their longest common subsequence, unchanged lines included. */
function lineDiff(before: string, after: string): string {
  const a = before.split("\n");
  const b = after.split("\n");
  const common: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => (common[i] as number[])[j] as number;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (common[i] as number[])[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`  ${a[i++]}`);
      j++;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) lines.push(`- ${a[i++]}`);
    else lines.push(`+ ${b[j++]}`);
  }
  return lines.join("\n");
}
