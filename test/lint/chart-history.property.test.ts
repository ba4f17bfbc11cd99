import { expect, it } from "vitest";
import { rules as all } from "../../rules/index.ts";
import * as helm from "../../server/helm/helm.ts";
import type { FileResult } from "../../server/lint/analysis/result.ts";
import { Linter } from "../../server/lint/workspace/linter.ts";
import { runs } from "../support/effort.ts";
import { only } from "../support/linting.ts";
import { fc } from "../support/property.ts";

// After any history of a chart, of what installs it and of a manifest beside it, all results equal those of a fresh linter.

const RULES = new Set([
  "missing-config-map",
  "missing-config-map-key",
  "service-selects-nothing",
  "duplicate-resource",
  "privileged-container",
  "helm-template-error",
  "helm-missing-value",
  "helm-unused-value",
  "hpa-missing-target",
]);
const rules = all.filter(({ id }) => RULES.has(id));
const settings = only(rules);

const CHART = "apiVersion: v2\nname: web\nversion: 0.1.0\n";
const web = (name: string, privileged = "{{ .Values.privileged }}") =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: {{ .Release.Name }}-web }\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers:\n        - name: web\n          image: "web:1"\n          securityContext: { privileged: ${privileged} }\n          env: [{ name: A, valueFrom: { configMapKeyRef: { name: ${name}, key: color } } }]\n`;
const map = (name: string, key = "color") =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { ${key}: red }\n`;
const release = (name: string, values: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: ${name}, namespace: argocd }\nspec: { source: { repoURL: "https://example.com/r.git", path: c, helm: { releaseName: ${name}, valuesObject: { ${values} } } } }\n`;

/** What each file may say; `undefined`: there is none. */
const TEXTS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  "c/Chart.yaml": [CHART, CHART, CHART, "no chart\n", undefined],
  "c/values.yaml": ["privileged: false\nname: settings\n", "privileged: true\nname: setings\n", "privileged: [\n", undefined],
  "c/values-prod.yaml": ["name: settings\n", "privileged: true\n", undefined],
  "c/templates/web.yaml": [
    web("settings"),
    web("{{ .Values.name }}"),
    web("settings", "true"),
    web("{{ .Values.name"),
    undefined,
  ],
  "c/templates/map.yaml": [
    map("{{ .Values.name }}"),
    map("settings", "colour"),
    `${map("settings")}---\n${map("settings")}`,
    undefined,
  ],
  "c/templates/service.yaml": [
    "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: wed }, ports: [{ port: 80 }] }\n",
    "{{ if .Values.privileged }}\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n{{ end }}\n",
    undefined,
  ],
  "releases/one.yaml": [release("one", "name: setings"), release("two", "privileged: true"), map("settings"), undefined],
  "plain.yaml": [map("settings"), map("setings"), undefined],
};
const PATHS = Object.keys(TEXTS);

const change = fc.constantFrom(...PATHS).chain((path) => fc.tuple(fc.constant(path), fc.constantFrom(...(TEXTS[path] ?? []))));

/** What follows a change: everything is settled, or only what somebody sees first who types in the file, and so many parts of the rest. */
const settling = fc.constantFrom(undefined, 0, 1, 2, 9);

function linterOver(texts: ReadonlyMap<string, string>): Linter {
  const inChart = () =>
    new Map(
      [...texts].flatMap(([path, text]) =>
        path.startsWith("c/") ? [[path.slice(2), { path: path.slice(2), text }] as const] : [],
      ),
    );
  const linter = new Linter(rules, {
    settingsFor: () => settings,
    scopeOf: () => "",
    roleOf: (uri) => (uri.includes("/templates/") ? "template" : /c\/(?:values.*|Chart)\.yaml$/.test(uri) ? "data" : undefined),
    charts: { helm, files: inChart, find: () => () => undefined },
  });
  for (const [path, text] of texts) linter.update(uriOf(path), text);
  linter.settle();
  return linter;
}

it("a chart with its releases has the results of a fresh linter after any history", () => {
  let found = 0;
  let behind = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(change, settling), { minLength: 1, maxLength: 12 }), (changes) => {
      const texts = new Map(PATHS.flatMap((path) => (TEXTS[path]?.[0] === undefined ? [] : [[path, TEXTS[path][0]] as const])));
      const linter = linterOver(texts);
      const results = new Map(PATHS.map((path) => [uriOf(path), linter.result(uriOf(path))]));
      const heard = (uris: readonly string[]) => {
        for (const uri of uris) results.set(uri, linter.result(uri));
      };
      for (const [[path, text], settled] of changes) {
        if (text === undefined) texts.delete(path);
        else texts.set(path, text);
        if (text === undefined) linter.remove(uriOf(path));
        else linter.update(uriOf(path), text);
        heard(linter.settle(settled === undefined ? undefined : { first: uriOf(path) }));
        if (linter.isBehind) behind++;
        for (const one of PATHS)
          for (const { span } of linter.result(uriOf(one)).findings)
            expect(span.end).toBeLessThanOrEqual(texts.get(one)?.length ?? 0);
        for (let i = 0; i < (settled ?? 0); i++) linter.proceed();
      }
      heard(linter.settle());
      expect(linter.isBehind).toBe(false);
      const fresh = linterOver(texts);
      for (const path of PATHS) {
        const { quoted, ...expected } = fresh.result(uriOf(path));
        expect(linter.result(uriOf(path))).toEqual({ ...expected, ...(quoted ? { quoted } : {}) });
        // Also a file of which it was not said that it has other results.
        const { quoted: _, ...told } = results.get(uriOf(path)) as FileResult;
        expect(told).toEqual(expected);
      }
      found += fresh.result(uriOf("c/templates/web.yaml")).findings.length;
    }),
    { numRuns: runs(16) },
  );
  expect(found).toBeGreaterThan(0);
  expect(behind).toBeGreaterThan(0);
});

function uriOf(path: string): string {
  return `file:///r/${path}`;
}
