import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { resourcesOf } from "../../../server/kube/resource.ts";
import { configChain, resolveConfig } from "../../../server/lint/config/config.ts";
import { type ConfigFile, emptyConfig } from "../../../server/lint/config/file.ts";
import { flagsConfig } from "../../../server/lint/config/flags.ts";
import { readKubernetesVersion } from "../../../server/lint/config/kubernetes-version.ts";
import { readConfig } from "../../../server/lint/config/read.ts";
import { MODELINE, STARTER } from "../../../server/lint/config/starter.ts";
import { indexRules } from "../../../server/lint/rule/names.ts";
import { choice, integer, patterns, records, strings } from "../../../server/lint/rule/options.ts";
import { defineRule, type Rule, type Tier } from "../../../server/lint/rule/rule.ts";
import { NEWEST_KUBERNETES } from "../../../server/lint/rule/settings.ts";
import { lineStarts, positionAt } from "../../../server/text/lines.ts";
import { nearest } from "../../../server/text/nearest.ts";
import { parse } from "../../../server/yaml/parser/parse.ts";
import { fc } from "../../support/property.ts";

const rule = (id: string, tier: Tier = "recommended", more: Partial<Rule> = {}): Rule => ({
  ...defineRule({ id, family: "test", severity: "warning", tier, title: id, why: id }),
  ...more,
});

const RULES = [
  rule("host-network", "recommended", { severity: "error", standards: ["pss:baseline"], peers: ["checkov:CKV_K8S_19"] }),
  rule("missing-memory-limit", "recommended", {
    options: { minimum: integer(1, "…", { min: 0 }), unit: choice(["Mi", "Gi"], "Mi", "…") },
  }),
  rule("missing-liveness-probe", "strict"),
  rule("untrusted-registry", "all", {
    options: {
      allow: strings([], "…"),
      names: patterns([], "…"),
      rows: records(["key", "value?"], "…", ["key", "value"]),
    },
  }),
  rule("low-user-id", "strict", {
    options: { minimum: integer(10_000, "…") },
    presetOptions: { "pss-restricted": { minimum: 1 } },
    standards: ["pss:restricted"],
  }),
  rule("unused-suppression"),
  rule("missing-suppression-reason", "all", { severity: "error" }),
];
const INDEX = indexRules(RULES);
const HOME = "file:///repo/plimsoll.yaml";

function read(text: string, uri = HOME, files: Readonly<Record<string, string>> = {}): ConfigFile {
  const { config, problems } = readConfig(text, uri, INDEX, (name) => files[name]);
  expect(problems).toEqual([]);
  return config;
}

/** Problems as `line:column "text at the span" message`, from 1. */
function problemsOf(text: string, uri = HOME, files: Readonly<Record<string, string>> = {}): readonly string[] {
  return readConfig(text, uri, INDEX, (name) => files[name]).problems.map(({ uri: where, span, message, replacement }) => {
    const source = where === uri ? text : (files[where] ?? "");
    const { line, character } = positionAt(lineStarts(source), span.start);
    const fix = replacement === undefined ? "" : ` => ${replacement}`;
    return `${line + 1}:${character + 1} [${source.slice(span.start, span.end)}] ${message}${fix}`;
  });
}

const on = (config: ConfigFile | readonly ConfigFile[], uri = "file:///repo/a.yaml", only?: readonly string[]) => {
  const settings = resolveConfig(Array.isArray(config) ? config : [config as ConfigFile], RULES, only).settingsFor(uri);
  return Object.fromEntries([...settings.rules].map(([id, { severity }]) => [id, severity]));
};

const RECOMMENDED = { "host-network": "error", "missing-memory-limit": "warning", "unused-suppression": "warning" };

describe("what is wrong is reported at its place", () => {
  it.each([
    ["rule: {}", '1:1 [rule] The configuration has no key "rule"; did you mean "rules"? => rules'],
    ["colour: red", /^1:1 \[colour\] The configuration has no key "colour"\. It can be one of \$schema, extends/],
    [
      "rules:\n  host-netwrok: off",
      '2:3 [host-netwrok] There is no rule "host-netwrok"; did you mean "host-network"? => host-network',
    ],
    [
      "rules: { CKV_K8S_19: off }",
      '1:10 [CKV_K8S_19] There is no rule "CKV_K8S_19"; the rule for it is "host-network". => host-network',
    ],
    ["rules: { zzzzzzzz: off }", '1:10 [zzzzzzzz] There is no rule "zzzzzzzz". "plimsoll rules" lists them all.'],
    [
      "rules: { untrusted-registry: { names: [a, 'b('] } }",
      /^1:43 \['b\('\] names has "b\(", which is no regular expression that can be used: missing closing \): `b\(`\.$/,
    ],
    [
      "rules:\n  untrusted-registry:\n    rows: [{ key: a }, { key: b, value: '[' }]",
      /^3:41 \['\['\] rows has "\[", which is no regular expression that can be used: missing closing \]: `\[`\.$/,
    ],
    ["rules: { untrusted-registry: { names: ['a(?=b)'] } }", /that can be used: RE2 has no lookahead: "\(\?="\.$/],
    ["rules: { untrusted-registry: { names: ['(?<!a)b'] } }", /that can be used: RE2 has no lookbehind: "\(\?<!"\.$/],
    ["rules: { untrusted-registry: { names: ['(a)\\1'] } }", /that can be used: RE2 has no references to groups\.$/],
    [`rules: { untrusted-registry: { names: ['${"a".repeat(1001)}'] } }`, /it has more than 1000 characters\.$/],
    ["ignore: ['{1..1000000}']", /This pattern of ignore cannot be used: its braces stand for more than 1000 patterns\.$/],
    ["overrides: [{ files: ['{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}'] }]", /more than 1000 patterns\.$/],
    [`scopes: ['${"{a,".repeat(21)}b${"}".repeat(21)}']`, /more than 1000 patterns\.$/],
    ["rules: [a]", "1:1 [rules] rules must be a mapping from rule ids to severities."],
    [
      "rules:\n  host-network: warnin",
      '2:17 [warnin] The severity of "host-network" cannot be "warnin"; did you mean "warning"? => warning',
    ],
    [
      "rules:\n  host-network: high",
      '2:17 [high] The severity of "host-network" cannot be "high". It can be one of error, warning, info, off.',
    ],
    ["rules:\n  host-network: [error]", '2:3 [host-network] The severity of "host-network" must be error, warning, info or off.'],
    ["rules:\n  missing-memory-limit: { minimum: -1 }", "2:36 [-1] minimum must be a whole number between 0 and ∞."],
    ["rules:\n  missing-memory-limit: { unit: [1] }", "2:27 [unit] unit must be one of Mi, Gi."],
    [
      "rules:\n  missing-memory-limit: { minimun: 1 }",
      '2:27 [minimun] "missing-memory-limit" has no option "minimun"; did you mean "minimum"? => minimum',
    ],
    ["rules:\n  host-network: { allow: 1 }", '2:19 [allow] "host-network" has no option "allow". It can be one of severity.'],
    ["extends: recommended", "1:10 [recommended] extends must be a list, such as [recommended]."],
    ["extends: [recomended]", '1:11 [recomended] There is no preset "recomended"; did you mean "recommended"? => recommended'],
    ["extends: [./none.yaml]", '1:11 [./none.yaml] "./none.yaml" cannot be read. Paths are relative to this file.'],
    ["extends: [plimsoll.yaml]", /leads back to this file/],
    ["kubernetesVersion: 2.0", '1:20 [2.0] kubernetesVersion must be a Kubernetes version such as "1.31", not "2.0".'],
    ["kubernetesVersion: 1.99", /must be at most 1\.\d+, the newest version that is known here, not "1.99"/],
    ["kubernetesVersion: [1]", "1:1 [kubernetesVersion] kubernetesVersion must be a string."],
    ["root: yeah", "1:7 [yeah] root must be true or false."],
    ["ignore: vendor", "1:9 [vendor] ignore must be a list, such as [vendor]."],
    ['ignore: ["a[b"]', /1:10 \["a\[b"\] This pattern of ignore cannot be used: "\[" and "\]" do not match up/],
    ["ignore: [../x]", /cannot leave the folder of this file/],
    ['ignore: ["charts\\\\x"]', /forward slashes: "charts\/x"/],
    ["overrides: { files: [a] }", "1:1 [overrides] overrides must be a list."],
    ["overrides:\n  - file: [a]", '2:5 [file] An override has no key "file"; did you mean "files"? => files'],
    ["overrides:\n  - kinds: Job", "2:12 [Job] kinds must be a list, such as [Job]."],
    ["overrides:\n  - rules: { nope-nope: off }", /There is no rule "nope-nope"/],
    ["suppressions: { requireReason: maybe }", /requireReason must be true or false/],
    ["suppressions: { forbid: [host-netwok] }", /did you mean "host-network"/],
    ["suppressions:\n  entries:\n    - { kind: Pod }", "3:15 [Pod] A suppression must name its rules: rules: [rule-id]."],
    [
      "suppressions:\n  entries:\n    - { rules: [host-network], expires: 2027-02-30 }",
      /expires must be a day such as 2027-06-30, not "2027-02-30"/,
    ],
    ["suppressions:\n  entries:\n    - { rules: [host-network], exires: 2027-02-20 }", /did you mean "expires"/],
    ["suppressions:\n  requireReason: true\n  entries:\n    - { rules: [host-network] }", /needs a reason here/],
    ["suppressions:\n  forbid: [host-network]\n  entries:\n    - { rules: [host-network] }", /cannot be suppressed/],
    ["podSpecPaths: [{ apiVersion: a/v1, kind: B }]", /needs apiVersion, kind and a path/],
    [`podSpecPaths: [{ apiVersion: a/v1, kind: B, path: ${"a.".repeat(9000)}b }]`, /needs apiVersion, kind and a path/],
    ["podSpecPaths: [{ apiVersion: a/v1, kind: B, path: .spec }]", /needs apiVersion, kind and a path/],
    ["- a", "1:1 [-] The configuration must be a mapping."],
    ["ignore: [", /^1:9 .*never closed/],
    ["root: true\nroot: false", /is set twice/],
    ["root: true\n---\nroot: false", /^2:1 \[---\] A configuration is one YAML document/],
    [
      '{ "rules": { "host-network": "of" } }',
      '1:30 ["of"] The severity of "host-network" cannot be "of"; did you mean "off"? => off',
    ],
  ] as const)("%s", (text, expected) => {
    const found = problemsOf(text);
    expect(found, found.join("\n")).toHaveLength(1);
    if (typeof expected === "string") expect(found[0]).toBe(expected);
    else expect(found[0]).toMatch(expected);
  });

  it("says in which of the files", () => {
    const base = "file:///repo/base/team.yaml";
    const { problems } = readConfig("extends: [./base/team.yaml]", HOME, INDEX, (uri) =>
      uri === base ? "\nrulez: 1" : undefined,
    );
    expect(problems).toMatchObject([{ uri: base, span: { start: 1, end: 6 } }]);
  });

  it("a cycle of files ends", () => {
    const files = { "file:///repo/b.yaml": "extends: [c.yaml]", "file:///repo/c.yaml": "extends: [./b.yaml]" };
    expect(problemsOf("extends: [b.yaml]", HOME, files)).toEqual([
      '1:11 [c.yaml] "c.yaml" leads back to this file: a configuration cannot extend itself.',
    ]);
  });

  it("never throws and stays inside the text", () => {
    const word = fc.constantFrom(
      "rules",
      "extends",
      "overrides",
      ":",
      " ",
      "\n",
      "\n  ",
      "- ",
      "{",
      "}",
      "[",
      "]",
      "off",
      "host-network",
      "&a",
      "*a",
      "<<: *a",
      "1.30",
      '"',
      "#",
      "\r\n",
      "suppressions",
      "entries",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 25 }), (words) => {
        const text = words.join("");
        for (const { span } of readConfig(text, HOME, INDEX).problems) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("values", () => {
  it("a missing, empty or commented file says nothing", () => {
    for (const text of ["", "# nothing", "---\n", "rules:\nextends:\n"]) expect(on(read(text))).toEqual(RECOMMENDED);
  });

  it.each(["1.30", '"1.30"', "v1.30", "1.30.4"])("kubernetesVersion: %s", (version) => {
    expect(resolveConfig([read(`kubernetesVersion: ${version}`)], RULES).settingsFor(HOME).kubernetes).toBe(30);
  });

  it.each([
    ["off", undefined],
    ["false", undefined],
    ["'off'", undefined],
    ["{ severity: off }", undefined],
    ["info", "info"],
    ["on", "error"],
    ["{ severity: on }", "error"],
  ])("host-network: %s", (word, expected) => {
    expect(on(read(`rules: { host-network: ${word} }`))["host-network"]).toBe(expected);
  });

  it("options do not switch a rule on, and stay when another file sets the severity", () => {
    const above = read('rules: { untrusted-registry: { allow: ["a/*"] } }', "file:///plimsoll.yaml");
    expect(on([above])).toEqual(RECOMMENDED);
    const settings = resolveConfig([read("rules: { untrusted-registry: info }"), above], RULES).settingsFor(HOME);
    expect(settings.rules.get("untrusted-registry")).toMatchObject({
      severity: "info",
      pinned: true,
      options: { allow: ["a/*"] },
    });
  });

  it("the severity of a rule is pinned only where a user names one", () => {
    const { rules } = resolveConfig([read("rules: { host-network: on, missing-memory-limit: error }")], RULES).settingsFor(HOME);
    expect(["host-network", "missing-memory-limit", "unused-suppression"].map((id) => rules.get(id)?.pinned)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("JSON says the same", () => {
    const json = JSON.stringify(
      { $schema: "x", extends: ["strict"], rules: { "host-network": { severity: "info" } } },
      undefined,
      "\t",
    );
    expect(on(read(json, "file:///repo/plimsoll.json"))).toEqual(on(read("extends: [strict]\nrules: { host-network: info }")));
  });

  it("anchors and merges work", () => {
    const text = "overrides:\n  - &job { kinds: [Job], rules: { host-network: off } }\n  - { <<: *job, kinds: [CronJob] }";
    expect(read(text).overrides.map(({ kinds, rules }) => [kinds, [...rules.keys()]])).toEqual([
      [["Job"], ["host-network"]],
      [["CronJob"], ["host-network"]],
    ]);
  });

  it("suppressions set the severities of their rules", () => {
    const config = read("suppressions: { requireReason: true, reportUnused: off }");
    expect(on(config)).toEqual({
      "host-network": "error",
      "missing-memory-limit": "warning",
      "missing-suppression-reason": "error",
    });
  });

  it.each([
    ["spec.podTemplate", ["spec", "podTemplate", "metadata"], ["spec", "podTemplate", "spec"]],
    ["spec.template.spec", ["spec", "template", "metadata"], ["spec", "template", "spec"]],
    ["spec", ["metadata"], ["spec"]],
    ["spec.podSpec", ["spec", "metadata"], ["spec", "podSpec"]],
  ])("podSpecPaths %s", (path, metadata, spec) => {
    const config = read(`podSpecPaths: [{ apiVersion: acme.io/v1, kind: Worker, path: ${path} }]`);
    expect(resolveConfig([config], RULES).settingsFor(HOME).podSources.get("acme.io/v1/Worker")).toEqual({ metadata, spec });
  });

  it("the starter is right as it is and with every line uncommented", () => {
    const uncommented = STARTER.replace(/^# (?=( *- |[a-zA-Z]+:| +[a-z-]+:))/gm, "");
    expect(uncommented).toContain("\nscopes: ");
    for (const text of [STARTER, MODELINE + STARTER, uncommented])
      expect(readConfig(text, HOME, indexRules(rules)).problems).toEqual([]);
  });
});

describe("presets and layers", () => {
  it("without a file, recommended", () => expect(on([])).toEqual(RECOMMENDED));

  it("the presets of the nearest file that names some are in force; rules add up", () => {
    const above = read("extends: [all]\nrules: { host-network: off, missing-memory-limit: info }", "file:///plimsoll.yaml");
    expect(on([read("rules: { missing-memory-limit: error }"), above])).toEqual({
      "missing-memory-limit": "error",
      "missing-liveness-probe": "warning",
      "untrusted-registry": "warning",
      "low-user-id": "warning",
      "unused-suppression": "warning",
      "missing-suppression-reason": "error",
    });
    expect(on([read("extends: [pss-baseline]"), above])).toEqual({ "missing-memory-limit": "info" });
    expect(on([read("extends: []"), above])).toEqual({ "missing-memory-limit": "info" });
  });

  it("a file that is extended counts as if it stood above", () => {
    const base = { "file:///repo/org/base.yaml": "extends: [strict]\nrules: { host-network: info, missing-memory-limit: info }" };
    expect(on(read("extends: [org/base.yaml]\nrules: { host-network: off }", HOME, base))).toEqual({
      "missing-memory-limit": "info",
      "missing-liveness-probe": "warning",
      "low-user-id": "warning",
      "unused-suppression": "warning",
    });
  });

  it("of files that are extended the last weighs most, and of one that several extend the place where it weighs most", () => {
    const severity = (value: string, more = "") => `${more}rules: { host-network: ${value} }`;
    const files = {
      "file:///repo/a.yaml": severity("warning"),
      "file:///repo/b.yaml": severity("info"),
      "file:///repo/c.yaml": "extends: [a.yaml]",
    };
    const of = (list: string) => on(read(`extends: [${list}]`, HOME, files))["host-network"];
    expect(["a.yaml, b.yaml", "b.yaml, a.yaml", "a.yaml, b.yaml, c.yaml", "c.yaml, b.yaml"].map(of)).toEqual([
      "info",
      "warning",
      "warning",
      "info",
    ]);
  });

  it("an entry of externalRefs with an empty name is about all of its kind", () => {
    expect(read("externalRefs: [{ kind: Secret, name: ' ', namespace: x }]").externalRefs).toEqual([
      { kind: "Secret", namespace: "x" },
    ]);
  });

  it.each<readonly [text: string, value: number | undefined]>([
    [`1.${NEWEST_KUBERNETES}`, NEWEST_KUBERNETES],
    [`v1.${NEWEST_KUBERNETES}.2`, NEWEST_KUBERNETES],
    [`1.${NEWEST_KUBERNETES + 1}`, undefined],
    ["1.0", 0],
    ["2.1", undefined],
    ["1.31x", undefined],
  ])("the Kubernetes version %s", (text, value) => {
    const found = readKubernetesVersion(text);
    expect("problem" in found ? undefined : found.value).toBe(value);
  });

  it("a preset brings its own option values", () => {
    const minimum = (text: string) =>
      resolveConfig([read(text)], RULES)
        .settingsFor(HOME)
        .rules.get("low-user-id")?.options.minimum;
    expect(minimum("extends: [strict]")).toBe(10_000);
    expect(minimum("extends: [pss-restricted]")).toBe(1);
    expect(minimum("extends: [strict, pss-restricted]")).toBe(1);
    expect(minimum("extends: [pss-restricted]\nrules: { low-user-id: { minimum: 7 } }")).toBe(7);
  });

  it("flags beat files", () => {
    const file = read(
      "extends: [all]\nkubernetesVersion: '1.20'\nrules: { host-network: off }\noverrides: [{ rules: { host-network: off } }]",
    );
    const { config, problems } = flagsConfig(
      { presets: ["strict"], rules: ["host-network=info"], kubernetesVersion: "1.30" },
      INDEX,
    );
    expect(problems).toEqual([]);
    expect(on([config, file])["host-network"]).toBe("info");
    expect(on([config, file])["untrusted-registry"]).toBeUndefined();
    expect(resolveConfig([config, file], RULES).settingsFor(HOME).kubernetes).toBe(30);
  });

  it("wrong flags are named", () => {
    const flags = {
      presets: ["strickt"],
      rules: ["host-netwok=off", "host-network=loud", "host-network"],
      only: ["x"],
      kubernetesVersion: "31",
    };
    expect(flagsConfig(flags, INDEX).problems).toEqual([
      '--preset strickt: there is no such preset; did you mean "strict"? It can be recommended, strict, all, pss-baseline, pss-restricted, cis, nsa.',
      '--rule host-netwok=off: There is no rule "host-netwok"; did you mean "host-network"?',
      "--rule host-network=loud: write host-network=error, host-network=warning, host-network=info or host-network=off.",
      "--rule host-network: write host-network=error, host-network=warning, host-network=info or host-network=off.",
      '--only x: There is no rule "x". "plimsoll rules" lists them all.',
      '--kubernetes-version must be a Kubernetes version such as "1.31", not "31".',
    ]);
  });

  it("--only selects, and switches on", () => {
    expect(on([], HOME, ["untrusted-registry"])).toEqual({ "untrusted-registry": "warning" });
    expect(on([read("rules: { untrusted-registry: error }")], HOME, ["untrusted-registry"])).toEqual({
      "untrusted-registry": "error",
    });
  });
});

describe("overrides", () => {
  const config = read(`
overrides:
  - files: ["charts/**"]
    excludeFiles: ["charts/ours/**"]
    kubernetesVersion: "1.20"
    rules: { host-network: off }
  - files: ["*.prod.yaml"]
    rules: { host-network: info }
  - kinds: [Job, CronJob]
    namespaces: ["batch-*"]
    rules: { host-network: off }
  - names: [special]
    rules: { host-network: warning }
`);
  const resolved = resolveConfig([config], RULES);
  const severity = (path: string) => resolved.settingsFor(`file:///repo/${path}`).rules.get("host-network")?.severity;

  it.each([
    ["a.yaml", "error"],
    ["charts/x/a.yaml", undefined],
    ["charts/.hidden/a.yaml", undefined],
    ["charts/ours/a.yaml", "error"],
    ["deep/down/web.prod.yaml", "info"],
    ["charts/x/web.prod.yaml", "info"],
    ["other/charts/a.yaml", "error"],
  ])("%s", (path, expected) => expect(severity(path)).toBe(expected));

  it("the version follows", () => {
    expect(resolved.settingsFor("file:///repo/charts/a.yaml").kubernetes).toBe(20);
  });

  it("files that match the same share one object", () => {
    expect(resolved.settingsFor("file:///repo/a.yaml")).toBe(resolved.settingsFor("file:///repo/b/c.yaml"));
    expect(resolved.settingsFor("file:///repo/charts/a.yaml")).toBe(resolved.settingsFor("file:///repo/charts/b.yaml"));
    expect(resolved.settingsFor("file:///repo/charts/a.yaml")).not.toBe(resolved.settingsFor("file:///repo/a.yaml"));
  });

  it.each([
    ["Deployment", "shop", "web", "error"],
    ["Job", "batch-1", "web", undefined],
    ["Job", "shop", "web", "error"],
    ["Job", "batch-1", "special", "warning"],
    ["Pod", "shop", "special", "warning"],
  ])("%s %s/%s", (kind, namespace, name, expected) => {
    const [resource] = resourcesOf(parse(`apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }`));
    if (!resource) throw new Error("no resource");
    const settings = resolved.settingsFor("file:///repo/a.yaml");
    const own = settings.forResource?.(resource);
    expect(own?.rules.get("host-network")?.severity).toBe(expected);
    expect(settings.forResource?.(resource)).toBe(own);
  });

  it("without conditions on objects there is nothing to ask for each", () => {
    expect(resolveConfig([read("overrides: [{ files: [a], rules: {} }]")], RULES).settingsFor(HOME).forResource).toBeUndefined();
  });

  it("those of a nearer file come later", () => {
    const above = read("overrides: [{ files: ['**'], rules: { host-network: off } }]", "file:///plimsoll.yaml");
    expect(on([read("rules: { host-network: info }"), above])["host-network"]).toBe("info");
    expect(on([read("rules: {}"), above])["host-network"]).toBeUndefined();
  });

  it("globs of an extended file are relative to that file", () => {
    const files = { "file:///repo/org/base.yaml": "overrides: [{ files: [x/**], rules: { host-network: off } }]" };
    const config = read("extends: [org/base.yaml]", HOME, files);
    expect(on(config, "file:///repo/org/x/a.yaml")["host-network"]).toBeUndefined();
    expect(on(config, "file:///repo/x/a.yaml")["host-network"]).toBe("error");
  });
});

describe("ignore and scopes", () => {
  const config = resolveConfig(
    [
      read(
        'ignore: ["vendor/**", "*.gen.yaml", "tmp", "!vendor/ours/**", "/top.yaml"]\nscopes: ["clusters/*", "apps/*/overlays/*", "single.yaml"]',
      ),
    ],
    RULES,
  );
  it.each([
    ["a.yaml", false],
    ["vendor/a.yaml", true],
    ["vendor/ours/a.yaml", false],
    ["x/vendor/a.yaml", false],
    ["x/y/a.gen.yaml", true],
    ["x/tmp/y/a.yaml", true],
    ["tmp", true],
    ["top.yaml", true],
    ["x/top.yaml", false],
    ["../outside/vendor/a.yaml", false],
  ])("ignored: %s", (path, expected) => expect(config.ignored(`file:///repo/${path}`)).toBe(expected));

  it.each([
    ["clusters/eu/web/a.yaml", "clusters/eu"],
    ["clusters/us/a.yaml", "clusters/us"],
    ["apps/web/overlays/prod/x/a.yaml", "apps/web/overlays/prod"],
    ["apps/web/base/a.yaml", undefined],
    ["single.yaml", "single.yaml"],
  ])("scope of %s", (path, expected) =>
    expect(config.scopeOf(`file:///repo/${path}`)).toBe(expected ? `file:///repo/${expected}` : ""),
  );

  it("an encoded URI means the same file", () => {
    const spaced = resolveConfig([read("ignore: ['my files/**']", "file:///c%3A/repo/plimsoll.yaml")], RULES);
    expect(spaced.ignored("file:///C:/repo/my%20files/a.yaml")).toBe(true);
  });
});

describe("the chain of files", () => {
  const folders = new Map<string, ConfigFile>(
    ["file:///", "file:///a/", "file:///a/b/"].map((folder) => [
      folder,
      { ...emptyConfig(`${folder}plimsoll.yaml`), root: folder === "file:///a/" },
    ]),
  );
  const chain = (folder: string, top?: string) => configChain(folder, (at) => folders.get(at), top).map(({ uri }) => uri);
  it("goes up to root: true", () =>
    expect(chain("file:///a/b/c/")).toEqual(["file:///a/b/plimsoll.yaml", "file:///a/plimsoll.yaml"]));
  it("goes up to the repository", () => expect(chain("file:///a/b/c/", "file:///a/b/")).toEqual(["file:///a/b/plimsoll.yaml"]));
  it("goes up to the root of the file system", () => expect(chain("file:///x/y/")).toEqual(["file:///plimsoll.yaml"]));
  it("takes plain paths", () =>
    expect(configChain("/x/y/", (at) => emptyConfig(at)).map(({ uri }) => uri)).toEqual(["/x/y/", "/x/", "/"]));
});

describe("where a value comes from", () => {
  it("is said for each", () => {
    const above = read("\nrules:\n  host-network: info\n", "file:///plimsoll.yaml");
    const config = read(
      "extends: [strict]\noverrides:\n  - files: ['*.yaml']\n    rules:\n      missing-memory-limit: { minimum: 5 }",
    );
    const answer = resolveConfig([config, above], RULES).explain("file:///repo/a.yaml");
    expect(answer.files).toEqual([HOME, "file:///plimsoll.yaml"]);
    expect(answer.presets).toEqual([{ value: "strict", origin: { from: "file", uri: HOME, line: 1 } }]);
    const find = (id: string) => answer.rules.find((one) => one.id === id);
    expect(find("host-network")?.severity).toEqual({
      value: "info",
      origin: { from: "file", uri: "file:///plimsoll.yaml", line: 3 },
    });
    expect(find("missing-memory-limit")).toMatchObject({
      severity: { value: "warning", origin: { from: "preset", preset: "strict" } },
      options: {
        minimum: { value: 5, origin: { from: "file", uri: HOME, line: 5 } },
        unit: { value: "Mi", origin: { from: "default" } },
      },
    });
    expect(find("untrusted-registry")?.severity).toEqual({ value: "off", origin: { from: "default" } });
  });

  it("names the suppressions too", () => {
    const config = read(
      "suppressions:\n  forbid: [host-network]\n  entries:\n    - { rules: [untrusted-registry], reason: ours }",
    );
    expect(resolveConfig([config], RULES).explain(HOME)).toMatchObject({
      forbid: ["host-network"],
      suppressions: [{ rules: ["untrusted-registry"], reason: "ours", origin: { line: 4 } }],
    });
  });

  it("agrees with the settings, whatever the files say", () => {
    const word = fc.constantFrom("off", "info", "warning", "error", "on");
    const rules = fc.dictionary(fc.constantFrom(...RULES.map(({ id }) => id)), word);
    const file = fc.record(
      {
        rules,
        extends: fc.subarray(["recommended", "strict", "pss-baseline"]),
        overrides: fc.array(fc.record({ files: fc.subarray(["a*", "b/**", "*.yaml"]), rules })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(file, { maxLength: 3 }), fc.constantFrom("a.yaml", "b/c.yaml", "d.yaml"), (files, path) => {
        const chain = files.map((one, i) =>
          read(JSON.stringify(one), `file:///${"x/".repeat(files.length - i - 1)}plimsoll.yaml`),
        );
        const config = resolveConfig(chain, RULES);
        const uri = `file:///${"x/".repeat(Math.max(0, files.length - 1))}${path}`;
        const explained = config
          .explain(uri)
          .rules.flatMap(({ id, severity }) => (severity.value === "off" ? [] : [[id, severity.value]]));
        expect(Object.fromEntries(explained)).toEqual(on(chain, uri));
      }),
      { numRuns: 200 },
    );
  });
});

describe("words", () => {
  it.each([
    ["privlieged", "privileged"],
    ["Privileged", "privileged"],
    ["hots-network", "host-network"],
    ["xyz", undefined],
    ["", undefined],
  ])("nearest to %s", (word, expected) => expect(nearest(word, ["privileged", "host-network", "secret"])).toBe(expected));
});

describe("charts", () => {
  const settings = (folder: string, ...files: readonly ConfigFile[]) => resolveConfig(files, RULES).chartSettings(folder);
  const near = read("charts: [{ chart: 'charts/*', namespace: one, set: [a=1] }, { chart: charts/shop, namespace: two }]");
  const far = read(
    "charts: [{ chart: a/charts/shop, releaseName: far, namespace: far, sets: { prod: [p.yaml, ../q.yaml], none: [] } }]",
    "file:///plimsoll.yaml",
  );

  it("for each key the last entry of the nearest file wins", () => {
    expect(settings("file:///repo/charts/shop/", near)).toEqual({ namespace: "two", set: ["a=1"] });
    expect(settings("file:///repo/charts/other/", near)).toEqual({ namespace: "one", set: ["a=1"] });
    expect(settings("file:///repo/shop/", near)).toEqual({});
    expect(settings("file:///repo/deep/charts/shop/", near)).toEqual({});
  });

  it("files of values lie in the chart or beside the configuration", () => {
    const values = [
      { path: "p.yaml", elsewhere: "file:///p.yaml" },
      { path: "../q.yaml", elsewhere: "file:///q.yaml" },
    ];
    expect(settings("file:///a/charts/shop/", far)).toEqual({
      releaseName: "far",
      namespace: "far",
      sets: [
        { name: "prod", values, set: [] },
        { name: "none", values: [], set: [] },
      ],
    });
  });

  it("the folder of the configuration itself can be the chart", () => {
    expect(settings("file:///repo/", read("charts: [{ chart: ., namespace: x }]"))).toEqual({ namespace: "x" });
  });

  it.each([
    ["charts: [{ namespace: a }]", "An item of charts must name the folder of a chart: chart: charts/shop."],
    [
      "charts: [{ chart: ../a }]",
      'This path of a chart cannot be used: a pattern cannot leave the folder of this file: ".." matches nothing.',
    ],
    [
      "charts: [{ chart: a, sets: [x] }]",
      "sets must be a mapping from a name to files of values: production: [values-prod.yaml].",
    ],
    ["charts: [{ chart: a, set: [x] }]", 'This cannot be set: key "x" has no value. Write it as for helm --set: image.tag=1.2.'],
    ["charts: [{ chart: a, sets: { p: x } }]", 'The set "p" must be a mapping.'],
  ])("%s", (text, message) => {
    expect(readConfig(text, HOME, INDEX).problems.map((problem) => problem.message)).toEqual([message]);
  });
});
