import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Linter } from "../server/lint/linter.ts";
import type { Rule } from "../server/lint/rule.ts";
import { only } from "./linting.ts";

// Linter.update after any history equals a fresh Linter on the same texts.
const modules = import.meta.glob<{ default: Rule }>(
  [
    "../rules/schema/{invalid-yaml,duplicate-key,duplicate-resource}.ts",
    "../rules/references/service-selects-nothing.ts",
    "../rules/pod-security/privileged-container.ts",
  ],
  { eager: true },
);
const rules = Object.values(modules).map((module) => module.default);
const settings = only(rules);
const config = { settingsFor: () => settings, scopeOf: () => "" };

const documents = [
  "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n",
  "apiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  selector: {app: api}\n",
  "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    app: web\nspec:\n  containers:\n  - name: a\n    securityContext:\n      privileged: true\n",
  "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: {app: other}\nspec:\n  containers: [{name: a}]\n",
  "# only a comment\n",
  "a: 1\na: 2\n",
  "",
];
const pieces = ["\n---\n", "---\n", "x", ": ", "app: api\n", "  ", "# c\n", "web", "\r\n", '"', "privileged: true\n", "..."];
const uris = ["file:///a.yaml", "file:///b.yaml"];

const text = fc.array(fc.constantFrom(...documents), { maxLength: 4 }).map((list) => list.join("---\n"));
const step = fc.oneof(
  fc.record({ type: fc.constant("set" as const), uri: fc.constantFrom(...uris), text }),
  fc.record({ type: fc.constant("remove" as const), uri: fc.constantFrom(...uris) }),
  fc.record({
    type: fc.constant("edit" as const),
    uri: fc.constantFrom(...uris),
    at: fc.nat(1000),
    drop: fc.nat(20),
    insert: fc.constantFrom("", ...pieces),
  }),
);

describe("an incremental linter", () => {
  it("equals a fresh one after any history", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const linter = new Linter(rules, config);
        const texts = new Map<string, string>();
        for (const one of steps) {
          if (one.type === "remove") {
            linter.remove(one.uri);
            texts.delete(one.uri);
            continue;
          }
          const before = texts.get(one.uri) ?? "";
          const at = one.type === "edit" ? Math.min(one.at, before.length) : 0;
          const after = one.type === "set" ? one.text : before.slice(0, at) + one.insert + before.slice(at + one.drop);
          texts.set(one.uri, after);
          linter.update(one.uri, after);
          if (one.type === "edit") linter.refresh();
        }
        const fresh = new Linter(rules, config);
        for (const [uri, after] of texts) fresh.update(uri, after);
        for (const uri of uris) expect(linter.result(uri)).toEqual(fresh.result(uri));
      }),
      { numRuns: 300 },
    );
  });
});
