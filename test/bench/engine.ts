// Measurements inside one process, over the engine itself. Bundled by run.mjs; prints JSON.
// usage: node engine.cjs workspace COUNT_OF_FILES | crowd CROWD COUNT [alone] | growth FOLDER | lint FILE_WITH_PATHS | keystroke TEXT_FILE | rules FILE_WITH_PATHS | schema FILE_WITH_PATHS | parse FILE_WITH_PATHS own|yaml | rendering CHART | typing CHART | memory FILE_WITH_CHARTS
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rules } from "../../rules/index.ts";
import { resourcesOf } from "../../server/kube/resource.ts";
import { schemaOf } from "../../server/kube/schema/kinds.ts";
import { violationsIn } from "../../server/kube/schema/walk.ts";
import { analyzeTree } from "../../server/lint/analysis/analyze.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { NEWEST_KUBERNETES, type Settings } from "../../server/lint/rule/settings.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { parseWithYaml } from "../../server/yaml/parser/fallback.ts";
import { parse, parseFast } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import { presetSettings } from "../support/linting.ts";
import { memory, rendering, typing } from "./charts.ts";
import { type Crowd, crowdOf, LABEL_OF_A_POD, NO_FACT } from "./crowd.ts";
import { generatedWorkspace, IMAGE_IN_BASE, UNRELATED } from "./workspace.ts";

const [, , verb, file, which] = process.argv as unknown as [string, string, string, string, string | undefined];

function cpu(body: () => void): number {
  const before = process.cpuUsage();
  body();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function texts(list: string): readonly { readonly path: string; readonly text: string }[] {
  const paths = readFileSync(list, "utf8").trim().split("\n");
  return paths.map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

const configOf = (settings: Settings) => ({ settingsFor: () => settings, scopeOf: (uri: string) => uri });

/** Cold: the first pass of a fresh process. */
function coldWarm(pass: () => void): { cold: number; warm: number } {
  return { cold: cpu(pass), warm: warm(pass) };
}

/** As it is in a server after a minute: V8 optimises hundreds of small functions one by one, and is done with it after half a dozen passes. */
function warm(pass: () => void): number {
  for (let i = 0; i < 6; i++) pass();
  return Math.min(...Array.from({ length: 4 }, () => cpu(pass)));
}

function lint(): unknown {
  const files = texts(file);
  const settings = presetSettings(rules, ["all"]);
  return coldWarm(() => {
    const linter = new Linter(rules, configOf(settings));
    for (const { path, text } of files) linter.update(path, text);
    linter.settle();
    for (const { path } of files) linter.result(path);
  });
}

function parsing(): unknown {
  const files = texts(file);
  const parser = which === "yaml" ? parseWithYaml : parse;
  const times = coldWarm(() => {
    for (const { text } of files) for (const { start, end } of cut(text)) parser(text, start, end);
  });
  const documents = files.flatMap(({ text }) => cut(text).map(({ start, end }) => parseFast(text, start, end)));
  return { ...times, documents: documents.length, fast: documents.filter(Boolean).length };
}

/** One character typed behind a random `: ` and taken away again, with everything a server does before it publishes. */
function keystroke(): unknown {
  const text = readFileSync(file, "utf8");
  const settings = presetSettings(rules, ["recommended"]);
  const linter = new Linter(rules, configOf(settings));
  const lintText = (now: string) => {
    linter.update("file", now);
    linter.settle();
    linter.result("file");
  };
  lintText(text);
  const places = [...text.matchAll(/: /g)].map((match) => match.index + 2);
  const times: number[] = [];
  let seed = 7;
  for (let i = 0; i < 220; i++) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    const at = places[seed % places.length] as number;
    const typed = `${text.slice(0, at)}x${text.slice(at)}`;
    const time = cpu(() => lintText(typed));
    if (i >= 20) times.push(time);
    lintText(text); // what taking it back costs is not this keystroke's
  }
  const whole = Math.min(
    cpu(() => wholeYaml(text)),
    cpu(() => wholeYaml(text)),
  );
  return { times, whole };
}

/** One character more or less in one file of a generated workspace, with everything a server does before it publishes. */
function workspace(): unknown {
  const files = generatedWorkspace(Number(file));
  const settings = presetSettings(rules, ["recommended"]);
  let read = 0;
  const linter = new Linter(rules, {
    settingsFor: () => settings,
    scopeOf: () => "",
    exists: () => void read++,
    read: () => void read++,
  });
  const start = cpu(() => {
    for (const [uri, text] of files) linter.update(uri, text);
    linter.settle();
  });
  read = 0;
  const edits = ({ uri, before, after }: typeof UNRELATED) => {
    const text = files.get(uri) as string;
    const times: number[] = [];
    for (let i = 0; i < 300; i++) {
      const now = i % 2 === 0 ? text.replace(before, after) : text;
      const time = cpu(() => {
        linter.update(uri, now);
        for (const changed of linter.settle()) if (changed === uri) linter.result(uri);
      });
      if (i >= 100) times.push(time);
    }
    return times;
  };
  return { files: files.size, start, unrelated: edits(UNRELATED), image: edits(IMAGE_IN_BASE), read };
}

/** A crowd of objects for the first time, and edits in it; `alone`: without the rules over several documents. */
function crowd(): unknown {
  const files = crowdOf(file as Crowd, Number(which));
  const all = presetSettings(rules, ["recommended"]);
  const own = process.argv[5] === "alone" ? rules.filter((rule) => !rule.workspace && !rule.answered) : rules;
  const linter = new Linter(own, { settingsFor: () => all, scopeOf: () => "" });
  const start = cpu(() => {
    for (const [uri, text] of files) linter.update(uri, text);
    linter.settle();
    for (const uri of files.keys()) linter.result(uri);
  });
  const edits = ({ uri, before, after }: typeof NO_FACT) => {
    const text = files.get(uri) as string;
    const times: number[] = [];
    for (let i = 0; i < 60; i++) {
      const now = i % 2 === 0 ? text.replace(before, after) : text;
      const time = cpu(() => {
        linter.update(uri, now);
        for (const changed of linter.settle()) linter.result(changed);
      });
      if (i >= 10) times.push(time);
    }
    return times;
  };
  const memory = process.resourceUsage().maxRSS / 1024;
  return { files: files.size, start, memory, label: edits(LABEL_OF_A_POD), nothing: edits(NO_FACT) };
}

/** A folder's files opened one by one as in an editor, the largest of them edited in its last line, and all closed. */
function growth(): unknown {
  const paths = readdirSync(file, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = new Map(paths.map((path) => [pathToFileURL(path).href, readFileSync(path, "utf8")]));
  const settings = presetSettings(rules, ["recommended"]);
  const read = (uri: string) => texts.get(uri);
  const linter = new Linter(rules, { settingsFor: () => settings, scopeOf: () => "", exists: (uri) => texts.has(uri), read });
  const publish = () => {
    for (const changed of linter.settle()) linter.result(changed);
  };
  const open = cpu(() => {
    for (const [uri, text] of texts) linter.update(uri, text);
    publish();
  });
  const [largest, text] = [...texts].reduce((a, b) => (b[1].length > a[1].length ? b : a));
  const edits = Array.from({ length: 12 }, (_, i) =>
    cpu(() => {
      linter.update(largest, i % 2 === 0 ? `${text.trimEnd()} # typed\n` : text);
      publish();
    }),
  );
  const close = cpu(() => {
    for (const uri of texts.keys()) linter.remove(uri);
    publish();
  });
  return { open, edit: edits.sort((a, b) => a - b)[6], close };
}

function wholeYaml(text: string): void {
  for (const { start, end } of cut(text)) parseWithYaml(text, start, end);
}

/** What the rules cost beyond parsing, all together, and which of them take most of it, warm. */
function ruleCosts(): unknown {
  const trees = texts(file).flatMap(({ text }) => cut(text).map(({ start, end }) => parse(text, start, end)));
  const documents = trees.filter((tree) => tree.root).length;
  const run = (settings: Settings) => {
    for (const tree of trees) analyzeTree({ rules, settings }, tree);
  };
  const timed = (settings: Settings) => warm(() => run(settings));
  const all = presetSettings(rules, ["all"]);
  const nothing = timed({ ...all, rules: new Map() });
  const together = timed(all);
  const spent = new Map<string, number>();
  const clocked = rules.map((rule) => clock(rule, spent));
  for (const tree of trees) analyzeTree({ rules: clocked, settings: all }, tree);
  spent.clear();
  for (const tree of trees) analyzeTree({ rules: clocked, settings: all }, tree);
  const dearest = [...spent].sort((a, b) => b[1] - a[1]).slice(0, 10);
  const perDocument = (ms: number) => (ms * 1000) / documents;
  return {
    documents,
    together: perDocument(together),
    nothing: perDocument(nothing),
    dearest: dearest.map(([rule, ms]) => ({ rule, cpu: perDocument(ms) })),
  };
}

/** The rule with a clock around its visits: good for the order of the rules, too coarse for the sum. */
function clock(rule: Rule, spent: Map<string, number>): Rule {
  const around = <A extends readonly unknown[]>(visit: ((...args: A) => void) | undefined) =>
    visit &&
    ((...args: A): void => {
      const start = performance.now();
      visit(...args);
      spent.set(rule.id, (spent.get(rule.id) ?? 0) + performance.now() - start);
    });
  const visitors = {
    document: around(rule.document),
    resource: around(rule.resource),
    pod: around(rule.pod),
    container: around(rule.container),
  };
  return { ...rule, ...Object.fromEntries(Object.entries(visitors).filter(([, visit]) => visit)) };
}

/** The walk over objects of known kinds, warm, and the table, cold: this has to be the first that the process does. */
function schema(): unknown {
  const table = cpu(() => void schemaOf("v1", "Pod", NEWEST_KUBERNETES));
  const objects = texts(file).flatMap(({ text }) =>
    cut(text).flatMap(({ start, end }) => {
      const tree = parse(text, start, end);
      return resourcesOf(tree).flatMap(({ root, apiVersion, kind }) => {
        const known = schemaOf(apiVersion, kind, NEWEST_KUBERNETES);
        return known && root.node ? [{ node: root.node, schema: known }] : [];
      });
    }),
  );
  const walk = warm(() => {
    for (const { node, schema } of objects) violationsIn(node, schema);
  });
  return { table, objects: objects.length, walk };
}

const verbs: Readonly<Record<string, () => unknown>> = {
  lint,
  parse: parsing,
  keystroke,
  workspace,
  crowd,
  growth,
  rules: ruleCosts,
  schema,
  rendering: () => rendering(file),
  typing: () => typing(file),
  memory: () => memory(file),
};
process.stdout.write(JSON.stringify(verbs[verb]?.()));
