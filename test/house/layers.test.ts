import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, it } from "vitest";

// Who may import whom (docs/architecture.md). The import lines are read as text.
const LAYERS = ["text", "yaml", "helm", "kube", "lint", "report"];
/** Above the engine: what reads the disk, and the two hosts. */
const HOSTS = ["disk", "cli", "lsp"];
/** Source files that a folder may have of its own, and lines that one of them may have. Tables (`*.table.ts`) and generated files may have more. */
const MOST_FILES = 24;
const MOST_RULES = 60;
const MOST_LINES = 400;

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
      return target !== "server/api.ts" && !(target.startsWith(`${familyOf(file)}/`) && target.includes("/_"));
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    ["yaml", ["server/yaml/parser/fallback.ts"]],
    ["minimatch", ["server/lint/config/glob.ts"]],
    ["re2js", ["server/helm/function/regex.ts", "server/text/pattern.ts"]],
  ])("only files that are meant to import %s", (name, allowed) => {
    expect(imports.filter(({ file, target }) => target === name && !allowed.includes(file))).toEqual([]);
  });

  it("only one file compiles expressions that a user writes", () => {
    const compiling = files.filter((file) => file.startsWith("rules/") && readFileSync(file, "utf8").includes("new RegExp("));
    expect(compiling).toEqual([]);
  });

  it("the protocol is known to lsp and client only", () => {
    const wrong = imports.filter(({ file, target }) => /^vscode/.test(target) && !/^(server\/lsp|client)\//.test(file));
    expect(wrong).toEqual([]);
  });

  it("Node's own modules are used by the command line and the Node entries only", () => {
    const allowed = (file: string) =>
      /^server\/(cli|disk)\//.test(file) || file === "server/lsp/node.ts" || file === "client/node.ts";
    expect(imports.filter(({ file, target }) => target.startsWith("node:") && !allowed(file))).toEqual([]);
  });

  it("what a user's folders hold is read by one guarded reader", () => {
    const ours = new Set([
      "server/cli/start.ts", // the bundles
      "server/cli/action.ts", // the reports of its own run
      "server/cli/cache/cache.ts", // the program itself, beside the bundle
      "server/cli/cache/cache-file.ts", // the cache, which it guards itself
      "server/cli/verb/explain.ts", // the samples beside the bundle
      "server/disk/descriptions.ts", // the descriptions beside the bundle
      "server/disk/read.ts",
    ]);
    const reads = /\b(?:readFile|readFileSync|readSync|createReadStream)\b[^;]*from "node:fs|from "node:fs\/promises"/;
    const reading = files.filter((file) => file.startsWith("server/") && reads.test(readFileSync(file, "utf8")));
    expect(reading.sort()).toEqual([...ours].sort());
  });

  it("the two hosts do not know each other, and what reads the disk knows neither", () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        (/^server\/(disk|lsp)\//.test(file) && target.startsWith("server/cli/")) ||
        (/^server\/(disk|cli)\//.test(file) && target.startsWith("server/lsp/")),
    );
    expect(wrong).toEqual([]);
  });

  it("has no cycles of files", () => expect(cycles(imports)).toEqual([]));

  it("has no cycles of folders, types included", () => {
    const folders = imports
      .filter(({ file, target }) => file.startsWith("server/") && target.startsWith("server/"))
      .map(({ file, target }) => ({ file: dirname(file), target: dirname(target) }));
    expect(cycles(folders.filter(({ file, target }) => file !== target))).toEqual([]);
  });
});

describe("one vocabulary", () => {
  it.each(["server/text/path.ts", "server/text/byte-order-mark.ts"])("nobody else defines what %s does", (home) => {
    const names = [...readFileSync(home, "utf8").matchAll(/export (?:function|const) (\w+)/g)].map(([, name]) => name);
    const again = new RegExp(`^(?:export )?(?:function|const) (?:${names.join("|")})\\b`, "m");
    expect(names).not.toEqual([]);
    expect(files.filter((file) => file !== home && again.test(readFileSync(file, "utf8")))).toEqual([]);
  });

  it.each([
    ["cuts a name at its last slash", /\.slice\((?:0, )?[\w.]*lastIndexOf\("\/"\)/, "server/text/path.ts"],
    ["turns a URI into a path of the operating system", /fileURLToPath|pathToFileURL/, "server/disk/paths.ts"],
    ["cuts a byte order mark off", /replace\((?:\/\^|")\\ufeff|=== 0xfeff/i, "server/text/byte-order-mark.ts"],
  ])("only one file %s", (_, pattern, home) => {
    const found = files.filter((file) => file.startsWith("server/") && pattern.test(readFileSync(file, "utf8")));
    expect(found.filter((file) => file !== home)).toEqual([]);
  });
});

describe("rooms", () => {
  it("no folder has too many files", () => {
    const counts = new Map<string, number>();
    for (const file of [...files, ...sources("test")]) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    const most = (folder: string) => (folder.startsWith("rules/") ? MOST_RULES : MOST_FILES);
    expect([...counts].filter(([folder, count]) => count > most(folder))).toEqual([]);
  });

  it("no source file is too long", () => {
    const long = files
      .filter((file) => !file.endsWith(".table.ts") && file !== "rules/index.ts")
      .filter((file) => readFileSync(file, "utf8").split("\n").length > MOST_LINES + 1);
    expect(long).toEqual([]);
  });
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

/** The folder of a rule's family: `rules/control-plane/etcd/a.ts` is of `rules/control-plane`. */
function familyOf(file: string): string {
  return file.split("/", 2).join("/");
}

function layerOf(file: string): number | undefined {
  const layer = LAYERS.indexOf(/^server\/(\w+)\//.exec(file)?.[1] ?? "");
  return layer < 0 ? undefined : layer;
}

function isHost(file: string): boolean {
  return HOSTS.some((host) => file.startsWith(`server/${host}/`));
}

/** Chains of names of which each imports the next one and the last the first. */
function cycles(arrows: readonly Import[]): readonly string[] {
  const edges = new Map<string, Set<string>>();
  for (const { file, target } of arrows) edges.set(file, (edges.get(file) ?? new Set()).add(target));
  const state = new Map<string, "open" | "done">();
  const found: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    if (state.get(name) === "done") return;
    if (state.get(name) === "open") {
      found.push([...path.slice(path.indexOf(name)), name].join(" -> "));
      return;
    }
    state.set(name, "open");
    for (const next of edges.get(name) ?? []) visit(next, [...path, name]);
    state.set(name, "done");
  };
  for (const name of edges.keys()) visit(name, []);
  return found;
}
