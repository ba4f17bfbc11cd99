import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { readArgs } from "../../server/cli/option/args.ts";
import { VERBS, type Verb } from "../../server/cli/verb/verbs.table.ts";
import { readConfig } from "../../server/lint/config/read.ts";
import { indexRules } from "../../server/lint/rule/names.ts";
import { PRESETS } from "../../server/lint/rule/rule.ts";
import { FORMATS } from "../../server/report/format/formats.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import { makeProject, useBundle } from "../support/bundle.ts";
import { pod } from "../support/manifests.ts";

// What the documentation shows is true of the code: links lead somewhere, commands exist and run, configurations are read without a complaint.
const pages = [
  ...[
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "rules/README.md",
    "test/mutation/README.md",
    "test/oracle/README.md",
  ],
  ...markdownIn("docs"),
];
const texts = new Map(pages.map((page) => [page, readFileSync(page, "utf8")]));

/** The folders of the server, from which `docs/architecture.md` names files. */
const ROOMS = new Set(readdirSync("server", { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? one.name : [])));

describe.each(pages)("%s", (page) => {
  const text = texts.get(page) as string;

  it("links to files that are there", () => {
    const targets = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1] as string);
    const gone = targets.filter((target) => !/^[a-z]+:/.test(target) && !exists(normalize(join(dirname(page), target))));
    expect(gone).toEqual([]);
  });

  it("names commands and options that there are", () => {
    for (const command of commandsIn(text)) expect(() => read(command), command.join(" ")).not.toThrow();
  });

  it("names files of the project that there are", () => {
    const named = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.(?:ts|mjs|txt|json))`/g)].map((match) => match[1] as string);
    const isOurs = (file: string) =>
      /^(?:client|rules|samples|server|test|tools)\//.test(file) || ROOMS.has(file.split("/")[0] ?? "");
    const gone = named.filter((file) => isOurs(file) && !exists(file) && !exists(`server/${file}`));
    expect(gone.filter((file) => !file.includes("my-rule"))).toEqual([]); // the rule that one is to write
  });

  it("names scripts of the package that there are", () => {
    const scripts = Object.assign(
      {},
      ...["package.json", "tools/schema/package.json"].map((file) => JSON.parse(readFileSync(file, "utf8")).scripts),
    );
    const named = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map((match) => match[1] as string);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("shows blocks that are what they say", () => {
    for (const [, language = "", block = ""] of text.matchAll(/```(\S*)\n([\s\S]*?)```/g)) {
      expect(Object.keys(READ), block).toContain(language);
      expect(() => READ[language]?.(block), block).not.toThrow();
    }
  });

  it("shows configurations that are read without a complaint", () => {
    for (const config of configsIn(text)) {
      const { problems } = readConfig(config, "file:///repo/plimsoll.yaml", indexRules(rules), () => undefined);
      expect(problems, config).toEqual([]);
    }
  });
});

/** How a block is read, by its language. Commands and configurations are looked at above; the others run in programs that are not here. */
const READ: Readonly<Record<string, ((block: string) => void) | undefined>> = {
  "": undefined, // output
  sh: undefined,
  console: undefined,
  yaml: (block) => {
    const problems = cut(block).flatMap(({ start, end }) => parse(block, start, end).problems);
    if (problems.length > 0) throw new Error(problems[0]?.message);
  },
  json: (block) => JSON.parse(/^\s*\{/.test(block) ? block : `{${block}}`),
  jsonc: (block) => JSON.parse(block),
  lua: undefined, // test/editors runs it in Neovim
  elisp: undefined, // test/editors runs it in Emacs
  toml: undefined,
  vim: undefined,
  dockerfile: (block) => {
    if (!/^FROM .*\n[\s\S]*^USER .*\n[\s\S]*^ENTRYPOINT /m.test(block)) throw new Error("no image is built of this");
  },
};

describe("tables of the documentation", () => {
  it("docs/editors/vscode.md has every setting of the extension", () => {
    const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));
    const settings = Object.keys(contributes.configuration.properties).map((name) => name.slice("plimsoll.".length));
    expect(namesIn("docs/editors/vscode.md", "setting").sort()).toEqual(settings.sort());
    const shown = namesIn("client/README.md", "setting").map((name) => name.replace(/^plimsoll\./, ""));
    expect(shown.sort()).toEqual(settings);
  });

  it("docs/configuration.md has every key of a configuration", () => {
    const { properties } = JSON.parse(readFileSync("rules/config.schema.json", "utf8"));
    const keys = Object.keys(properties).filter((key) => key !== "$schema");
    expect(namesIn("docs/configuration.md", "key").sort()).toEqual(keys.sort());
  });

  it("docs/configuration.md has every preset", () => {
    expect(namesIn("docs/configuration.md", "preset").sort()).toEqual([...PRESETS].sort());
  });

  it("docs/ci.md has every format", () => {
    expect(namesIn("docs/ci.md", "`--format`").sort()).toEqual(Object.keys(FORMATS).sort());
  });

  it("docs/pre-commit.md has every hook", () => {
    const hooks = [...readFileSync(".pre-commit-hooks.yaml", "utf8").matchAll(/^- id: (\S+)/gm)].map((match) => match[1]);
    expect(namesIn("docs/pre-commit.md", "hook").sort()).toEqual(hooks.sort());
  });

  it("docs/architecture.md has every room of the server, and files in it to begin with", () => {
    const rows = (texts.get("docs/architecture.md") as string).split("\n").filter((line) => line.startsWith("| `"));
    const rooms = rows.flatMap((row) => {
      const [, names = [], inside = [], first = []] = row
        .split("|")
        .map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string));
      const [room = "", ...beside] = names;
      const folders = [
        room,
        ...beside.map((name) => join(dirname(room), name)),
        ...inside.filter((name) => name.endsWith("/")).map((name) => join(room, name)),
      ];
      return [{ folders: folders.map((folder) => folder.replace(/\/$/, "")), first }];
    });
    const source = readdirSync("server", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const named = new Set(rooms.flatMap(({ folders }) => folders.flatMap((folder) => [folder, dirname(folder)])));
    expect([...new Set(source.map((file) => join("server", dirname(file))))].filter((folder) => !named.has(folder))).toEqual([]);
    const gone = rooms.flatMap(({ folders, first }) =>
      first.filter(
        (file) =>
          /\.tsx?$/.test(file) &&
          !/\*/.test(file) &&
          ![...folders, ...folders.map(dirname)].some((folder) => exists(join(folder, file))) &&
          !exists(file),
      ),
    );
    expect(gone).toEqual([]);
  });

  it("docs/suppressions.md and docs/charts.md have every rule of their family", () => {
    const idsOf = (family: string) => rules.filter((rule) => rule.family === family).map(({ id }) => id);
    expect(namesIn("docs/suppressions.md", "rule").sort()).toEqual(idsOf("suppression").sort());
    expect(namesIn("docs/charts.md", "rule").sort()).toEqual(idsOf("helm").sort());
  });
});

/** The names in the first column of the table that begins with a word. */
function namesIn(page: string, head: string): string[] {
  const lines = (texts.get(page) ?? readFileSync(page, "utf8")).split("\n");
  const first = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  const end = lines.findIndex((line, i) => i > first && !line.startsWith("|"));
  const cells = lines.slice(first + 2, end).map((line) => line.split(" | ")[0] as string);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string));
}

describe("commands of the README", () => {
  const bundle = useBundle();
  const project = makeProject(bundle, {
    "k8s/app.yaml": pod("a"),
    "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
    "chart/templates/pod.yaml": pod("b"),
  });
  const [, use = ""] = /## Use it\n\n```sh\n([\s\S]*?)```/.exec(texts.get("README.md") as string) ?? [];
  const shown = use.split("\n").filter((line) => line.includes("plimsoll") && !/ lsp | --watch/.test(line)); // these do not end

  it("shows some", () => expect(shown.length).toBeGreaterThan(4));

  it.each(shown)("%s", (line) => {
    const words = (
      line
        .replace(/ {2,}#.*$/, "")
        .split("| ")
        .at(-1) as string
    )
      .split(" ")
      .slice(1);
    const { code, stderr } = project.run(words, line.includes("|") ? pod("c") : "");
    expect([0, 1], stderr).toContain(code);
  });
});

function markdownIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name))
    .sort();
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Every command line that begins with `plimsoll`, in code and in running text, as words. */
function commandsIn(text: string): readonly (readonly string[])[] {
  const inline = [...text.matchAll(/`(plimsoll [a-z-][^`]*)`/g)].map((match) => match[1] as string);
  const blocks = [...text.matchAll(/```(?:sh|console)\n([\s\S]*?)```/g)].flatMap((match) => (match[1] as string).split("\n"));
  const lines = blocks.flatMap((line) => /(?:^|[$|] ?)(plimsoll [^|]*)/.exec(line.replace(/ {2,}#.*$/, ""))?.[1] ?? []);
  return [...inline, ...lines].map((command) =>
    command
      .replaceAll(/"[^"]*"|'[^']*'/g, "x")
      .trim()
      .split(/\s+/)
      .slice(1),
  );
}

/** Reads a command line as the program would. Throws what it would refuse. */
function read([verb = "", ...rest]: readonly string[]): void {
  if (verb.startsWith("-")) return;
  const known: Verb | undefined = Object.hasOwn(VERBS, verb) ? VERBS[verb as keyof typeof VERBS] : undefined;
  if (!known) throw new Error(`there is no verb "${verb}"`);
  // A placeholder in capitals stands for one of the choices.
  readArgs(
    rest
      .filter((word, i) => !/^[A-Z]+$/.test(word) || !(rest[i - 1] ?? "").startsWith("--"))
      .filter((word) => !/=[A-Z]+$/.test(word)),
    known.options,
  );
}

/** The YAML blocks that are configuration files: all their keys are keys of one. */
function configsIn(text: string): readonly string[] {
  const keys =
    /^(\$schema|root|extends|kubernetesVersion|rules|overrides|ignore|suppressions|podSpecPaths|scopes|references|externalRefs|schemas|charts|cache):/;
  return [...text.matchAll(/```yaml\n([\s\S]*?)```/g)]
    .map((match) => match[1] as string)
    .filter(
      (block) =>
        block.split("\n").every((line) => !/^\w/.test(line) || keys.test(line)) &&
        block.split("\n").some((line) => keys.test(line)),
    );
}
