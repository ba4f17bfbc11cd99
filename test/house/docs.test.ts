import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { readArgs } from "../../server/cli/option/args.ts";
import { VERBS, type Verb } from "../../server/cli/verb/verbs.table.ts";
import { readConfig } from "../../server/lint/config/read.ts";
import { indexRules } from "../../server/lint/rule/names.ts";
import { makeProject, useBundle } from "../support/bundle.ts";
import { pod } from "../support/manifests.ts";

// What the documentation shows is true of the code: links lead somewhere, commands exist and run, configurations are read without a complaint.
const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "rules/README.md", ...markdownIn("docs")];
const texts = new Map(pages.map((page) => [page, readFileSync(page, "utf8")]));

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

  it("names scripts of the package that there are", () => {
    const scripts = Object.assign(
      {},
      ...["package.json", "tools/schema/package.json"].map((file) => JSON.parse(readFileSync(file, "utf8")).scripts),
    );
    const named = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map((match) => match[1] as string);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("shows configurations that are read without a complaint", () => {
    for (const config of configsIn(text)) {
      const { problems } = readConfig(config, "file:///repo/plimsoll.yaml", indexRules(rules), () => undefined);
      expect(problems, config).toEqual([]);
    }
  });
});

describe("commands of the README", () => {
  const bundle = useBundle();
  const project = makeProject(bundle, {
    "k8s/app.yaml": pod("a"),
    "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
    "chart/templates/pod.yaml": pod("b"),
  });
  const [, use = ""] = /## Use it\n\n```sh\n([\s\S]*?)```/.exec(texts.get("README.md") as string) ?? [];
  const shown = use.split("\n").filter((line) => line.includes("plimsoll") && !line.includes(" lsp "));

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
