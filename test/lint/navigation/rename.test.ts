import { describe, expect, it } from "vitest";
import { renaming } from "../../../server/lint/navigation/rename.ts";
import { Names } from "../../../server/lint/navigation/same.ts";
import { Linter } from "../../../server/lint/workspace/linter.ts";
import { applyEdits } from "../../../server/text/edit.ts";
import { only } from "../../support/linting.ts";

const URI = "file:///k/all.yaml";

/** What becomes of a text where the name at `|` gets another one, or why nothing does. */
function renamed(marked: string, newName: string): string {
  const linter = new Linter([], { settingsFor: () => only([]), scopeOf: () => "" });
  const text = marked.replace("|", "");
  linter.update(URI, text);
  linter.settle();
  const names = new Names(linter);
  const made = renaming(linter, names, names.at(URI, marked.indexOf("|")), newName);
  return "problem" in made ? made.problem : applyEdits(text, made.edits.get(URI) ?? []);
}

const POD =
  "apiVersion: v1\nkind: Pod\nmetadata: { name: web, labels: { app: web } }\nspec:\n  volumes: [{ name: data }, { name: logs }]\n  containers: [{ name: web, ports: [{ name: http, containerPort: 80 }, { name: admin, containerPort: 81 }], volumeMounts: [{ name: data }] }]\n";
const MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: map }\ndata: { color: red, size: big }\n";
const MAPS = `${MAP}---\n${MAP.replace("name: map", "name: other")}`;
const OTHER = "---\napiVersion: v1\nkind: Pod\nmetadata: { name: api, labels: { app: api } }\nspec: { containers: [] }\n";
const SERVICE = "---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web } }\n";

describe("a new name", () => {
  it.each([
    ["a volume's", POD.replace("name: data }, ", "name: |data }, "), "Data", "The name of a volume has at most 63"],
    ["a volume's, taken", POD.replace("name: data }, ", "name: |data }, "), "logs", '"logs" is taken: another one of Pod "web"'],
    ["a port's", POD.replace("name: http", "name: |http"), "80", "The name of a port must contain a letter"],
    ["a port's, taken", POD.replace("name: http", "name: |http"), "admin", '"admin" is taken'],
    ["a key's", MAP.replace("color", "|color"), "a b", "A key has letters"],
    ["a key's, taken", MAP.replace("color", "|color"), "size", '"size" is taken: another one of ConfigMap "map"'],
    ["an object's", MAP.replace("name: map", "name: |map"), "Map", "The name of a ConfigMap may hold only"],
    ["an object's, taken", MAPS.replace("name: map", "name: |map"), "other", 'There is a ConfigMap "other" already.'],
    ["a label's", POD.replace("app: web", "app: |web"), "a b", "The value of a label has"],
    [
      "a label's, taken",
      (POD + OTHER + SERVICE).replace("app: web", "app: |web"),
      "api",
      'The pods of Pod "api" have the label app=api',
    ],
    [
      "an account of every cluster's",
      POD.replace("spec:\n", "spec:\n  serviceAccountName: |default\n"),
      "robot",
      "is in every cluster",
    ],
  ])("of no use is refused with its reason: %s", (_, marked, newName, expected) => {
    expect(renamed(marked, newName)).toContain(expected);
  });

  it("gets quotes where it would be no text without them, and keeps those that are there", () => {
    expect(renamed(MAP.replace("name: map", "name: |map"), "1.5")).toContain('metadata: { name: "1.5" }');
    expect(renamed(MAP.replace("name: map", "name: |'map'"), "1.5")).toContain("metadata: { name: '1.5' }");
    expect(renamed((POD + SERVICE).replace("app: web", "app: |web"), "on")).toContain('selector: { app: "on" }');
  });

  it("of a file's key is written before its path", () => {
    const kustomization =
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nconfigMapGenerator: [{ name: a, files: [conf/|app.ini] }]\n";
    expect(renamed(kustomization, "settings.ini")).toContain("files: [settings.ini=conf/app.ini]");
  });
});
