// `node test/rule/noise.mjs [RULE [PRESET [PART]]]`: what a preset (`recommended`) reports on a part (`plain`) of the corpus of real manifests, rule
// by rule; with a rule or a severity instead of `all`, its findings one by one. PLIMSOLL_DIST builds elsewhere than in dist/.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = resolve(root, process.env.PLIMSOLL_DIST ?? "dist");
const [, , rule, preset = "recommended", part = "plain"] = process.argv;
const corpus = join(root, "../shared/corpus", part);
const WELL_KEPT = [
  "argoproj__argo-cd",
  "cert-manager__cert-manager",
  "fluxcd__flux2",
  "kubernetes-sigs__metrics-server",
  "kubernetes__kube-state-metrics",
  "kubernetes-sigs__gateway-api",
  "kubernetes__dashboard",
];

if (!existsSync(corpus)) {
  console.error(`skipped: the corpus is not beside the checkout (../shared/corpus/${part})`);
  process.exit(0);
}

execFileSync(process.execPath, ["esbuild.mjs", "cli"], { cwd: root });
const report = lint(corpus);
if (rule && rule !== "all") show(report, rule);
else table(report);

function lint(folder) {
  const args = [join(dist, "cli.js"), "lint", folder, "--no-config", "--preset", preset, "--format", "json", "--exit-zero"];
  return JSON.parse(
    execFileSync(process.execPath, args, {
      encoding: "utf8",
      maxBuffer: 1 << 30,
      cwd: corpus,
      stdio: ["ignore", "pipe", "ignore"],
    }),
  );
}

function table({ findings, summary }) {
  const rules = new Map();
  for (const finding of findings) {
    const row = rules.get(finding.rule) ?? { severities: new Set(), findings: 0, files: new Set(), resources: new Set() };
    row.severities.add(finding.severity);
    row.findings++;
    row.files.add(finding.file);
    row.resources.add(`${finding.file} ${finding.resource?.kind} ${finding.resource?.name}`);
    rules.set(finding.rule, row);
  }
  console.log(`${summary.files} files, ${summary.resources} resources, ${findings.length} findings under \`${preset}\`: `);
  console.log(`${summary.error} errors, ${summary.warning} warnings, ${summary.info} infos\n`);
  console.log("| rule | severity | findings | files | share of resources |\n|---|---|--:|--:|--:|");
  for (const [id, row] of [...rules].sort((a, b) => b[1].findings - a[1].findings))
    console.log(
      `| \`${id}\` | ${[...row.severities].sort().join(", ")} | ${row.findings} | ${row.files.size} | ${((100 * row.resources.size) / summary.resources).toFixed(1)} % |`,
    );
  if (part !== "plain") return;
  console.log("\n| well-kept project | resources | errors and warnings | median per resource |\n|---|--:|--:|--:|");
  for (const project of WELL_KEPT) wellKept(project);
}

function wellKept(project) {
  const folder = join(corpus, project);
  if (!existsSync(folder)) return console.log(`| ${project} | not in the corpus | | |`);
  const { findings, summary } = lint(folder);
  const serious = findings.filter((finding) => finding.severity !== "info");
  const counts = new Map();
  for (const { file, resource } of serious) {
    const key = `${file} ${resource?.kind} ${resource?.name}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const each = [...counts.values(), ...new Array(Math.max(0, summary.resources - counts.size)).fill(0)].sort((a, b) => a - b);
  console.log(`| ${project} | ${summary.resources} | ${serious.length} | ${each[Math.floor(each.length / 2)] ?? 0} |`);
}

function show({ findings }, id) {
  for (const { rule: one, file, range, message, severity } of findings) {
    if (one !== id && severity !== id) continue;
    const line = readFileSync(join(corpus, file), "utf8").split("\n")[range.start.line - 1];
    console.log(`${file}:${range.start.line}: ${severity} [${one}]\n    ${line.trim().slice(0, 140)}\n    ${message}`);
  }
}
