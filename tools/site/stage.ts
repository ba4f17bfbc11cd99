// What the site's pages are made of: the guides of docs/ and the pages of rules/docs, with what only a site has.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { rules } from "../../rules/index.ts";
import { PRESETS, type Rule } from "../../server/lint/rule/rule.ts";
import { inPreset, NEWEST_KUBERNETES } from "../../server/lint/rule/settings.ts";
import { examplesOf, type PageExample } from "../../server/report/page/page-examples.ts";
import { encodeShared } from "./playground/share.ts";

interface Folders {
  /** The top of the repository. */
  readonly repository: string;
  /** Where the pages go. */
  readonly pages: string;
  /** Where data for the site's own code goes. */
  readonly generated: string;
}

/** Writes everything that `vitepress build` reads beside the files of this folder. */
export async function stage({ repository, pages, generated }: Folders): Promise<void> {
  const write = (folder: string, name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const guides = guidesOf(repository);
  const places = new Map(guides.map(({ from, to }) => [from, to]));
  for (const { from, to } of guides)
    write(pages, to, withLinks(withoutMarkup(readFileSync(join(repository, from), "utf8")), from, places));
  const own = join(repository, "tools", "site", "own");
  for (const name of readdirSync(own, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".md")) write(pages, name, readFileSync(join(own, name), "utf8"));
  for (const rule of rules) {
    const text = readFileSync(join(repository, `rules/docs/${rule.id}.md`), "utf8");
    write(pages, `rules/${rule.id}.md`, await rulePage(rule, text));
  }
  write(generated, "rules.json", JSON.stringify(rules.map(summary)));
  write(
    generated,
    "guides.json",
    JSON.stringify(guides.map(({ to, title }) => ({ link: `/${to.replace(/\.md$/, "")}`, title }))),
  );
  write(generated, "facts.json", JSON.stringify({ newest: NEWEST_KUBERNETES, presets: PRESETS }));
}

/** A page of the repository, and where it is on the site. */
interface Guide {
  readonly from: string;
  readonly to: string;
  readonly title: string;
}

/** Pages about the code itself stay beside it. */
const FOR_DEVELOPERS = ["architecture.md", "dependencies.md"];

function guidesOf(repository: string): readonly Guide[] {
  const markdown = (folder: string) => readdirSync(join(repository, folder)).filter((name) => name.endsWith(".md"));
  const pairs = [
    ...markdown("docs")
      .filter((name) => !FOR_DEVELOPERS.includes(name))
      .map((name) => [`docs/${name}`, `guide/${name}`]),
    ...markdown("docs/editors").map((name) => [`docs/editors/${name}`, `guide/editors/${name}`]),
    ["SECURITY.md", "guide/security.md"],
    ["CHANGELOG.md", "changelog.md"],
  ] as [string, string][];
  return pairs.map(([from, to]) => {
    const title = /^# (.*)$/m.exec(readFileSync(join(repository, from), "utf8"))?.[1] ?? from;
    return { from, to, title };
  });
}

/** What the list of rules shows of one. */
function summary(rule: Rule) {
  const { id, title, family, severity, fix, standards = [], peers = [] } = rule;
  const presets = PRESETS.filter((preset) => inPreset(rule, preset));
  return { id, title, family, severity, fix: fix ?? null, presets, standards, peers };
}

/** A rule's page: the committed one, with a link below each bad example that opens it in the playground. */
async function rulePage(rule: Rule, page: string): Promise<string> {
  let text = "";
  let at = 0;
  for (const example of examplesOf(page)) {
    if (example.good) continue;
    text += `${page.slice(at, example.end)}\n\n[Open in the playground](/playground#${await addressOf(rule, example)}){.try-it}`;
    at = example.end;
  }
  const body = withoutMarkup(text + page.slice(at)).replace(/\]\((?!https?:)([a-z-]+)\.md/g, "](./$1.md");
  const linked = body.replace(/^\| Family \| (.*) \|$/m, "| Family | [$1](/rules/?family=$1) |");
  return `---\ntitle: ${JSON.stringify(rule.id)}\ndescription: ${JSON.stringify(rule.title)}\npageClass: rule\neditLink: false\n---\n\n${linked}`;
}

/** The fragment that opens an example: under the first preset that has the rule on, and the configuration beside it. */
function addressOf(rule: Rule, { text, config }: PageExample): Promise<string> {
  const name = rule.family === "kustomize" ? "kustomization.yaml" : "manifest.yaml";
  const preset = PRESETS.find((one) => inPreset(rule, one)) as string;
  return encodeShared({ files: { [name]: text, ...(config ? { "plimsoll.yaml": config } : {}) }, preset });
}

/** Markdown in which nothing outside of code is read as markup of a component. */
function withoutMarkup(text: string): string {
  return text
    .split(/(^```[\s\S]*?^```$|`[^`\n]+`)/m)
    .map((part, i) =>
      i % 2 === 1 ? inCode(part) : part.replaceAll(/<(?!https?:|\/?a\b|!--)/g, "&lt;").replaceAll("{{", "&#123;&#123;"),
    )
    .join("");
}

/** Inline code with braces is left alone by a span that is not compiled; blocks are by themselves. */
function inCode(code: string): string {
  return code.startsWith("```") || !code.includes("{{") ? code : `<code v-pre>${escaped(code.slice(1, -1))}</code>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("|", "&#124;");
}

/** Links to pages lead to where they are on the site; what is not on the site keeps its words only. */
function withLinks(text: string, from: string, places: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\[([^\]\n]+)\]\(([^)\s]+)\)/g, (whole, words: string, target: string) => {
    if (/^[a-z]+:|^#/.test(target)) return whole;
    const [path = "", anchor] = target.split("#");
    const file = normalize(join(dirname(from), path));
    const rule = /^rules\/docs\/([a-z0-9-]+)\.md$/.exec(file)?.[1];
    if (rule) return `[${words}](/rules/${rule})`;
    if (/^rules\/(LIST\.md|docs\/?)$/.test(file)) return `[${words}](/rules/)`;
    if (/^docs\/editors\/?$/.test(file)) return `[${words}](/guide/editors/vscode)`;
    const place = places.get(file);
    return place ? `[${words}](/${place.replace(/\.md$/, "")}${anchor ? `#${anchor}` : ""})` : words;
  });
}
