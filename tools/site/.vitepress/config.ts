import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";

interface Guide {
  readonly link: string;
  readonly title: string;
}
interface RuleSummary {
  readonly id: string;
  readonly family: string;
}
const read = <T>(name: string) => JSON.parse(readFileSync(join(import.meta.dirname, "..", "generated", name), "utf8")) as T;
const guides = read<readonly Guide[]>("guides.json");
const rules = read<readonly RuleSummary[]>("rules.json");
const families = [...new Set(rules.map(({ family }) => family))];

/** The address that the site will have; without one it is built for the top of a host. */
const address = process.env.PLIMSOLL_SITE ?? "";
const base = address ? `${new URL(address).pathname.replace(/\/$/, "")}/` : "/";

// Nothing is fetched once a page is loaded: the browser holds the site to it. `blob:` is the playground's worker, which so is held to it as well.
const POLICY = [
  "default-src 'self'",
  "connect-src 'none'",
  "script-src 'self' 'unsafe-inline' blob:",
  "worker-src blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join("; ");

// Within the page: browsers ask for an icon again whenever they like.
const icon = readFileSync(join(import.meta.dirname, "..", "..", "..", "client", "icon.png")).toString("base64");

/** The guides that are read first. */
const first = ["/guide/configuration", "/guide/suppressions", "/guide/severity", "/guide/adoption", "/guide/noise"];
const rank = ({ link }: Guide) => (first.includes(link) ? first.indexOf(link) : first.length);
const among = (test: RegExp) =>
  guides
    .filter(({ link }) => test.test(link))
    .sort((a, b) => rank(a) - rank(b))
    .map(({ link, title }) => ({ link, text: title }));

export default defineConfig({
  title: "Plimsoll",
  titleTemplate: ":title · Plimsoll",
  description: "A static linter and language server for Kubernetes YAML, Helm charts and Kustomize overlays.",
  base,
  srcDir: "pages",
  outDir: "dist",
  cleanUrls: false,
  lastUpdated: false,
  metaChunk: true, // else every page would hold what the site knows of all others
  head: [
    ["meta", { "http-equiv": "Content-Security-Policy", content: POLICY }],
    ["meta", { name: "referrer", content: "no-referrer" }],
    ["link", { rel: "icon", type: "image/png", href: `data:image/png;base64,${icon}` }],
  ],
  markdown: { theme: { light: "github-light", dark: "github-dark" } },
  vite: { build: { chunkSizeWarningLimit: 4000 } },
  themeConfig: {
    search: { provider: "local" },
    nav: [
      { text: "Guide", link: "/guide/configuration", activeMatch: "^/guide/" },
      { text: "Rules", link: "/rules/", activeMatch: "^/rules/" },
      { text: "Playground", link: "/playground" },
    ],
    outline: { level: [2, 3] },
    sidebar: {
      "/rules/": [
        { text: "All rules", link: "/rules/" },
        {
          text: "Families",
          items: families.map((text) => ({ text, link: `/rules/?family=${text}`, target: "_self", rel: "" })),
        },
      ],
      "/": [
        { text: "Guide", items: among(/^\/guide\/[^/]+$/) },
        { text: "Editors", items: among(/^\/guide\/editors\//) },
        { text: "Project", items: [{ text: "Changelog", link: "/changelog" }] },
      ],
    },
    docFooter: { prev: false, next: false },
  },
});
