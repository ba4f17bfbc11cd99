// Validates files with another tool, cold (first pass) and warm (best of four after seven), and prints the CPU milliseconds of both as JSON.
// usage: node peers.mjs yaml-language-server|monokle FILE_WITH_PATHS
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpuOf } from "./measure.mjs";

const require = createRequire(import.meta.url);
const [, , peer, list] = process.argv;
const files = readFileSync(list, "utf8")
  .trim()
  .split("\n")
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));
const lint = await (peer === "monokle" ? monokle() : yamlLanguageServer());
const cold = await cpuOf(() => lint(files, 0));
const passes = [];
for (let pass = 1; pass <= 10; pass++) passes.push(await cpuOf(() => lint(files, pass)));
process.stdout.write(JSON.stringify({ cold, warm: Math.min(...passes.slice(6)) }));
process.exit(0);

/** YAML validation without a schema: the least that it does for a Kubernetes file. */
async function yamlLanguageServer() {
  const { getLanguageService } = require("yaml-language-server");
  const { TextDocument } = require("vscode-languageserver-textdocument");
  const service = getLanguageService({
    schemaRequestService: () => Promise.resolve("{}"),
    workspaceContext: { resolveRelativePath: (path) => path },
    telemetry: { send() {}, sendError() {}, sendTrack() {} },
  });
  service.configure({ validate: true, hover: false, completion: false, schemas: [] });
  // It caches by version, so every pass is a new one.
  return async (all, version) => {
    for (const { path, text } of all)
      await service.doValidation(TextDocument.create(`file://${path}`, "yaml", version, text), false);
  };
}

/** Its rules that need no network: YAML syntax, Pod Security Standards, practices. It takes parsed resources, so parsing is counted. */
async function monokle() {
  const { createDefaultMonokleValidator, processRefs, ResourceParser } = await import("@monokle/validation");
  const { parseAllDocuments } = require("yaml");
  const validator = createDefaultMonokleValidator();
  await validator.preload({ plugins: { "yaml-syntax": true, "pod-security-standards": true, practices: true } });
  return async (all, pass) => {
    const resources = all.flatMap(({ path, text }) => resourcesOf(parseAllDocuments, path, text, pass));
    processRefs(resources, new ResourceParser());
    await validator.validate({ resources });
  };
}

function resourcesOf(parseAllDocuments, path, text, pass) {
  return [...parseAllDocuments(text)].flatMap((document, i) => {
    const content = document.errors.length === 0 ? document.toJS() : undefined;
    if (!content?.kind || !content.apiVersion) return [];
    const { apiVersion, kind, metadata } = content;
    const name = String(metadata?.name ?? "none");
    const id = `${pass}:${path}:${i}`;
    const [start, , end] = document.range;
    return [
      { id, fileId: path, filePath: path, fileOffset: start, name, apiVersion, kind, content, text: text.slice(start, end) },
    ];
  });
}
