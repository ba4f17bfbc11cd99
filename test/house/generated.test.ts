import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fieldAt, isField, typeOfKind } from "../../server/kube/schema/field-path.ts";
import { kindAt } from "../../server/kube/schema/kinds.ts";
import type { Rule } from "../../server/lint/rule/rule.ts";
import { configSchema, settingsSchema } from "../../server/report/page/config-schema.ts";
import { pageCases } from "../../server/report/page/page-cases.ts";
import { rulePage } from "../../server/report/page/rule-page.ts";
import { familyTable, ruleTable } from "../../server/report/page/rule-table.ts";
import { lintText } from "../support/linting.ts";
import { ruleCases } from "../support/rule-samples.ts";

// Everything that follows from the rules is committed, and proven fresh here; `npm test -- -u` writes it anew.
const modules = import.meta.glob<{ default: Rule }>("../../rules/*/**/[!_]*.ts", { eager: true });
const files = Object.keys(modules).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
const paths = new Map(files.map((file) => [ruleOf(file).id, file.slice("../../rules/".length, -".ts".length)]));
const rules = files.map(ruleOf);

describe("generated files are fresh", () => {
  it("rules/index.ts", async () => {
    const imports = files.map((file, i) => `import r${i} from "${file.replace("../../rules/", "./")}";`);
    const text = [
      "// Generated from the files beside it: `npm test -- -u` writes it anew.",
      'import type { Rule } from "../server/api.ts";',
      ...imports,
      "",
      "/** Every rule, by family and id. */",
      `export const rules: readonly Rule[] = [${files.map((_, i) => `r${i}`).join(", ")}];`,
      "",
    ].join("\n");
    await expect(text).toMatchFileSnapshot("../../rules/index.ts");
  });

  it("rules/fields.ts", async () => {
    const about = new Map<string, Set<string>>();
    for (const one of ruleCases())
      for (const { rule, path, resource } of lintText([one.rule], one.text, one.settings).findings) {
        const kind = resource && kindAt(resource.apiVersion, resource.kind);
        const type = kind && typeOfKind(kind, one.settings.kubernetes);
        const field = type && fieldAt(type, path.slice(path[0] === "items" ? 2 : 0));
        if (!field || !isField(field) || !field.owner) continue;
        const key = `${field.owner.id}.${field.names.at(-1)}`;
        about.set(key, (about.get(key) ?? new Set()).add(rule));
      }
    const lines = [...about]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, ids]) => `  ${JSON.stringify(key)}: ${JSON.stringify([...ids].sort())},`);
    const text = [
      "// Generated from what the rules find in their samples: `npm test -- -u` writes it anew.",
      "/** The rules that look at a field, by definition and field. */",
      "export const fieldsOfRules: Readonly<Record<string, readonly string[]>> = {",
      ...lines,
      "};",
      "",
    ].join("\n");
    await expect(text).toMatchFileSnapshot("../../rules/fields.ts");
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))("rules/docs/%s.md", async (id, rule) => {
    await expect(rulePage(rule, pageCases(rule, sampleOf(rule)))).toMatchFileSnapshot(`../../rules/docs/${id}.md`);
  });

  it("rules/docs holds no page of a rule that is gone", () => {
    const ids = new Set(rules.map((rule) => `${rule.id}.md`));
    expect(existsSync("rules/docs") ? readdirSync("rules/docs").filter((file) => !ids.has(file)) : []).toEqual([]);
  });

  it("rules/config.schema.json", async () => {
    await expect(`${JSON.stringify(configSchema(rules), undefined, 2)}\n`).toMatchFileSnapshot("../../rules/config.schema.json");
  });

  it("client/settings.schema.json", async () => {
    const text = `${JSON.stringify(settingsSchema(rules), undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../../client/settings.schema.json");
  });

  it("rules/LIST.md lists every rule", async () => {
    await expect(ruleTable(rules)).toMatchFileSnapshot("../../rules/LIST.md");
  });

  it("the rules of README.md", async () => {
    const readme = readFileSync("README.md", "utf8");
    const fresh = readme.replace(
      /<!-- rules: begin -->[\s\S]*<!-- rules: end -->/,
      `<!-- rules: begin -->\n${familyTable(rules)}\n<!-- rules: end -->`,
    );
    await expect(fresh).toMatchFileSnapshot("../../README.md");
  });

  it("ids are unique", () => expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length));

  it("rules that a rule yields to exist", () => {
    const ids = new Set(rules.map((rule) => rule.id));
    expect(rules.flatMap((rule) => (rule.yieldsTo ?? []).filter((id) => !ids.has(id)))).toEqual([]);
  });
});

/** Family and id: the order of rules does not depend on the folders inside a family. */
function nameOf(file: string): string {
  return `${ruleOf(file).family}/${ruleOf(file).id}`;
}

function ruleOf(file: string): Rule {
  return (modules[file] as { default: Rule }).default;
}

/** `""` for a rule that the engine itself reports: it has no sample. */
function sampleOf({ id }: Rule): string {
  const sample = `samples/rules/${paths.get(id)}.yaml`;
  return existsSync(sample) ? readFileSync(sample, "utf8") : "";
}
