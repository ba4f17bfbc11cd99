import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, it } from "vitest";

// Who may import whom (docs/architecture.md). The import lines are read as text.
const LAYERS = ["text", "yaml", "kube", "lint", "report"];
const HOSTS = ["cli", "lsp"];

interface Import {
  readonly file: string;
  readonly target: string;
}

const files = [...sources("server"), ...sources("rules"), ...sources("client")];
const imports = files.flatMap((file) => importsOf(file));

describe("layers", () => {
  it("finds the sources", () => expect(files.length).toBeGreaterThan(40));

  it("the engine imports from its own layer and those below", () => {
    const wrong = imports.filter(({ file, target }) => {
      const from = layerOf(file);
      const to = layerOf(target);
      return from !== undefined && to !== undefined && to > from;
    });
    expect(wrong).toEqual([]);
  });

  it("the engine knows neither hosts nor rules", () => {
    const wrong = imports.filter(
      ({ file, target }) => layerOf(file) !== undefined && (isHost(target) || target.startsWith("rules/")),
    );
    expect(wrong).toEqual([]);
  });

  it("rules import the door and helpers of their own family", () => {
    const wrong = imports.filter(({ file, target }) => {
      if (!file.startsWith("rules/") || file === "rules/index.ts") return false;
      return target !== "server/api.ts" && !(dirname(target) === dirname(file) && target.includes("/_"));
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    ["yaml", ["server/yaml/parser/fallback.ts"]],
    ["minimatch", ["server/lint/config/glob.ts"]],
  ])("only one file imports %s", (name, allowed) => {
    expect(imports.filter(({ file, target }) => target === name && !allowed.includes(file))).toEqual([]);
  });

  it("the protocol is known to lsp and client only", () => {
    const wrong = imports.filter(({ file, target }) => /^vscode/.test(target) && !/^(server\/lsp|client)\//.test(file));
    expect(wrong).toEqual([]);
  });

  it("Node's own modules are used by the command line and the Node entries only", () => {
    const allowed = (file: string) =>
      file.startsWith("server/cli/") || file === "server/lsp/node.ts" || file === "client/node.ts";
    expect(imports.filter(({ file, target }) => target.startsWith("node:") && !allowed(file))).toEqual([]);
  });

  it("has no cycles", () => expect(cycles()).toEqual([]));
});

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file));
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(file, "utf8");
  const found = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^;"']*?from\s+"([^"]+)"|import\(\s*"([^"]+)"\s*\)|require\(\s*"([^"]+)"\s*\)/g,
    ),
  ];
  return found.map((match) => {
    const target = (match[1] ?? match[2] ?? match[3]) as string;
    return { file, target: target.startsWith(".") ? relative(".", normalize(join(dirname(file), target))) : target };
  });
}

function layerOf(file: string): number | undefined {
  const layer = LAYERS.indexOf(/^server\/(\w+)\//.exec(file)?.[1] ?? "");
  return layer < 0 ? undefined : layer;
}

function isHost(file: string): boolean {
  return HOSTS.some((host) => file.startsWith(`server/${host}/`));
}

function cycles(): readonly string[] {
  const edges = new Map<string, string[]>();
  for (const { file, target } of imports) if (target.endsWith(".ts")) edges.set(file, [...(edges.get(file) ?? []), target]);
  const state = new Map<string, "open" | "done">();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      found.push([...trail.slice(trail.indexOf(file)), file].join(" -> "));
      return;
    }
    state.set(file, "open");
    for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
    state.set(file, "done");
  };
  for (const file of files) visit(file, []);
  return found;
}
