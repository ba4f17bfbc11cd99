import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { rules } from "../../../rules/index.ts";
import { readConfig } from "../../../server/lint/config/read.ts";
import { STARTER } from "../../../server/lint/config/starter.ts";
import { indexRules } from "../../../server/lint/rule/names.ts";
import { configSchema } from "../../../server/report/page/config-schema.ts";

// The generated schema and the reader must be of one mind. The schema is judged by Ajv, which knows nothing of the reader.
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, formats: { regex: true } });
const validate = ajv.compile(configSchema(rules));
const index = indexRules(rules);

describe("the schema of plimsoll.yaml", () => {
  it("is a valid schema without remarks", () => expect(ajv.validateSchema(configSchema(rules))).toBe(true));

  it.each([
    STARTER,
    "extends: [strict, pss-baseline]",
    'kubernetesVersion: "1.31"',
    "kubernetesVersion: 1.30",
    "root: true",
    "rules: { host-network: off, host-pid: error }",
    "rules: { host-network: { severity: info } }",
    "rules: { required-label: { severity: warning } }",
    "overrides: [{ files: ['charts/**'], excludeFiles: [x], kinds: [Job], namespaces: [a], names: [b], rules: { host-pid: off }, kubernetesVersion: '1.30' }]",
    "ignore: ['vendor/**']",
    "suppressions: { requireReason: true, reportUnused: warning, forbid: [host-pid] }",
    "suppressions: { entries: [{ rules: [host-network], kind: DaemonSet, name: 'node-*', namespace: x, container: y, files: [a], reason: CNI, expires: 2027-06-30 }] }",
    "podSpecPaths: [{ apiVersion: acme.io/v1, kind: Worker, path: spec.podTemplate }]",
    'scopes: ["clusters/*"]',
    "references: off",
    "externalRefs: [{ kind: Secret, namespace: '*', name: '*-tls' }]",
    "charts: [{ chart: charts/shop, namespace: shop, releaseName: s, kubernetesVersion: 1.30, subcharts: true, set: [a=1] }]",
    "charts: [{ chart: ., sets: { prod: [values-prod.yaml], test: { values: [t.yaml], set: [a.b=2] } } }]",
    "rules:\noverrides:\nignore:\n",
  ])("accepts %s", (text) => {
    expect(readConfig(text, "file:///plimsoll.yaml", index).problems).toEqual([]);
    expect(validate(parseYaml(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    "rule: {}",
    "extends: recommended",
    "extends: [recomended]",
    "kubernetesVersion: '31'",
    "root: maybe",
    "rules: { host-netwrok: off }",
    "rules: { host-network: loud }",
    "rules: { host-network: { sevrity: info } }",
    "rules: { required-label: { labels: 1 } }",
    "overrides: { files: [] }",
    "overrides: [{ file: [a] }]",
    "overrides: [{ kinds: Job }]",
    "ignore: vendor",
    "suppressions: { requireReason: 'yes' }",
    "suppressions: { forbid: [nothing-such] }",
    "suppressions: { entries: [{ kind: Pod }] }",
    "suppressions: { entries: [{ rules: [host-pid], expires: soon }] }",
    "podSpecPaths: [{ kind: Worker }]",
    "scopes: x",
    "references: sometimes",
    "externalRefs: [{ name: x }]",
    "externalRefs: [{ kind: Secret, nmae: x }]",
    "charts: shop",
    "charts: [{ namespace: shop }]",
    "charts: [{ chart: a, sets: [values.yaml] }]",
    "charts: [{ chart: a, sets: { prod: values.yaml } }]",
    "charts: [{ chart: a, subcharts: 1 }]",
    "- a",
  ])("refuses %s", (text) => {
    expect(readConfig(text, "file:///plimsoll.yaml", index).problems).not.toEqual([]);
    expect(validate(parseYaml(text))).toBe(false);
  });

  it("describes every rule and option", () => {
    const { definitions } = configSchema(rules) as {
      definitions: { rules: { properties: Record<string, { anyOf: [unknown, { properties: object }] }> } };
    };
    for (const rule of rules)
      expect(Object.keys(definitions.rules.properties[rule.id]?.anyOf[1].properties ?? {})).toEqual([
        "severity",
        ...Object.keys(rule.options),
      ]);
  });
});
