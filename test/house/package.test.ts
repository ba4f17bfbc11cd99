import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import manifest from "../../package.json";
import { PRESETS } from "../../server/lint/rule/rule.ts";
import { readPreferences } from "../../server/lsp/session/preferences.ts";
import { useBundle } from "../support/bundle.ts";

// What is published, to npm and as an extension: the one list `files` of package.json, and nothing that happens to lie about.
const PUBLISHED = [
  "CHANGELOG.md",
  "LICENSE",
  "NOTICE",
  "README.md",
  "client/README.md",
  "client/icon.png",
  "client/pictures/findings.jpg",
  "client/pictures/fixes.jpg",
  "client/pictures/page.jpg",
  "client/settings.schema.json",
  "client/walkthrough.md",
  "dist/NOTICES.txt",
  "dist/cli.js",
  "dist/cli.main.js",
  "dist/client.js",
  "dist/client.web.js",
  "dist/definitions.js",
  "dist/descriptions.br",
  "dist/helm.js",
  "dist/minimatch.js",
  "dist/protocol.js",
  "dist/re2js.js",
  "dist/rule-samples.json",
  "dist/rules.js",
  "dist/server.js",
  "dist/server.web.js",
  "dist/yaml.js",
  "package.json",
  "rules/config.schema.json",
];
const STRAY = [
  ".env",
  "notes.md",
  "dist/action.js",
  "dist/cli.js.map",
  "server/api.ts",
  "test/a.test.ts",
  "rules/docs/host-network.md",
  "rules/index.ts",
  "a.vsix",
];

describe("the published files", () => {
  const bundle = useBundle();
  it("hold every bundle but that of the GitHub Action, which runs from a checkout", () => {
    const built = readdirSync(bundle.dist).filter((name) => name.endsWith(".js") && name !== "action.js");
    expect(manifest.files).toEqual(expect.arrayContaining(built.map((name) => `dist/${name}`)));
  });

  // V8 keeps a text with any other character twice as large. In regular expressions, esbuild leaves them as they are.
  it.each(["cli.main.js", "rules.js", "server.js"])("%s is plain ASCII", (name) => {
    expect(readFileSync(join(bundle.dist, name), "latin1").match(/[^\0-\x7f]/g)).toBeNull();
  });

  it("are an extension of at most two and a quarter mebibytes", () => {
    const path = (name: string) => (name.startsWith("dist/") ? join(bundle.dist, name.slice(5)) : name);
    const sizes = ["package.json", ...manifest.files].map(
      (name) => deflateRawSync(readFileSync(path(name)), { level: 9 }).length,
    );
    const archive = 8192; // what the archive and the extension's own manifest add
    expect(sizes.reduce((sum, size) => sum + size, archive)).toBeLessThan(2.25 * 1024 * 1024);
  });

  const folder = mkdtempSync(join(tmpdir(), "plimsoll-package-"));
  beforeAll(() => {
    for (const name of [...PUBLISHED, ...STRAY]) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), "x");
    }
    cpSync("package.json", join(folder, "package.json"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("are these for npm", () => {
    const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [pack] = JSON.parse(output) as [{ readonly files: readonly { readonly path: string }[] }];
    expect(pack.files.map(({ path }) => path).sort()).toEqual(PUBLISHED);
  });

  it("are these for the extension", () => {
    const output = execFileSync(resolve("node_modules/.bin/vsce"), ["ls", "--no-dependencies"], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    expect(output.trim().split("\n").sort()).toEqual(PUBLISHED);
  });
});

describe("the extension's manifest", () => {
  const { contributes } = manifest;
  const settings = Object.entries(
    contributes.configuration.properties as Record<string, { default?: unknown; enum?: unknown[] }>,
  );

  it("gives settings defaults that the server reads without complaint", () => {
    const given = Object.fromEntries(settings.map(([name, { default: value }]) => [name.replace("plimsoll.", ""), value]));
    expect(readPreferences(given).problems).toEqual([]);
    expect(readPreferences(given)).toEqual(readPreferences(undefined));
  });

  it("lists every preset", () => {
    const preset = settings.find(([name]) => name === "plimsoll.preset")?.[1];
    expect(preset?.enum).toEqual(["", ...PRESETS]);
  });

  it("takes over nothing: no language, no formatter, no default, no dependency, no runtime package", () => {
    expect(Object.keys(contributes).sort()).toEqual([
      "commands",
      "configuration",
      "jsonValidation",
      "problemMatchers",
      "taskDefinitions",
      "walkthroughs",
      "yamlValidation",
    ]);
    expect(manifest).not.toHaveProperty("extensionDependencies");
    expect(manifest).not.toHaveProperty("dependencies");
  });

  it("reads the compact format of the command line", () => {
    const [matcher] = contributes.problemMatchers;
    const line = 'k8s/web.yaml:34:25: error: Container "tuner" runs privileged. [privileged-container]';
    const found = new RegExp(matcher?.pattern.regexp ?? "").exec(line);
    expect(found?.slice(1)).toEqual([
      "k8s/web.yaml",
      "34",
      "25",
      "error",
      'Container "tuner" runs privileged.',
      "privileged-container",
    ]);
  });
});
