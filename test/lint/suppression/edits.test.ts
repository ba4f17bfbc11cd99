import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { dialectOf } from "../../../server/lint/analysis/dialect.ts";
import type { FileResult, PlacedFinding } from "../../../server/lint/analysis/result.ts";
import { ANNOTATION } from "../../../server/lint/directive/annotation.ts";
import { fixText } from "../../../server/lint/fix/fix.ts";
import { SUPPRESSION_FORMS, type SuppressionForm, suppressionEdits } from "../../../server/lint/suppression/edits.ts";
import { applyEdits } from "../../../server/text/edit.ts";
import { Field } from "../../../server/yaml/tree/field.ts";
import type { Json } from "../../../server/yaml/tree/json.ts";
import { jsonOf } from "../../../server/yaml/tree/plain.ts";
import { corpus, describeCorpus } from "../../support/corpus.ts";
import { runs, SEED, share } from "../../support/effort.ts";
import { fc } from "../../support/property.ts";
import { found, linterWith } from "../../support/suppressing.ts";

// Whatever is found can be suppressed in every form that is offered, and the text says the same afterwards.
const lint = linterWith({ flags: { presets: ["all"], rules: ["missing-suppression-reason=error"] } });

/** Written without the blanks and line breaks around it. */
const REASON = " reason\n";

function suppressed(text: string, finding: PlacedFinding, form: SuppressionForm): string | undefined {
  const { cut, parse } = dialectOf(text);
  const slice = cut(text)[finding.slice];
  const edits = slice && suppressionEdits(parse(text, slice.start, slice.end), finding, form, REASON, parse);
  return edits && applyEdits(text, edits);
}

/** The data of every document, our own annotations left out. */
function dataOf(text: string): readonly Json[] {
  const { cut, parse } = dialectOf(text);
  return cut(text).map(({ start, end }) => strip(jsonOf(Field.root(parse(text, start, end)))));
}

function strip(json: Json): Json {
  if (Array.isArray(json)) return json.map(strip);
  if (typeof json !== "object" || json === null) return json;
  const entries = Object.entries(json).flatMap(([key, value]): [string, Json][] => {
    if (key.startsWith(ANNOTATION)) return [];
    const inner = strip(value);
    // Annotations that are written and empty (null) are none, for the API server too.
    const emptied = (key === "annotations" || key === "metadata") && ["{}", "null"].includes(JSON.stringify(inner));
    return emptied ? [] : [[key, inner]];
  });
  return Object.fromEntries(entries);
}

const identify = ({ findings }: FileResult) =>
  findings.map(({ rule, fingerprint, slice, message }) => `${slice} ${rule} ${fingerprint} ${message}`).sort();

const families = readdirSync("samples/rules").map((family) => join("samples/rules", family));
const files = [...families, "samples/shop"]
  .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
  .filter((file) => file.endsWith(".yaml") && !file.endsWith(".fixed.yaml"));

const DRESSES: Readonly<Record<string, (text: string) => string>> = {
  LF: (text) => text,
  CRLF: (text) => text.replaceAll(/\r?\n/g, "\r\n"),
  BOM: (text) => `\uFEFF${text}`,
  "no final newline": (text) => text.trimEnd(),
};

const declined = new Map<string, number>();
let checked = 0;
afterAll(() => {
  process.stdout.write(`suppression edits: ${checked} checked, declined ${JSON.stringify(Object.fromEntries(declined))}\n`);
});

function check(text: string, before: FileResult, finding: PlacedFinding, form: SuppressionForm): void {
  const changed = suppressed(text, finding, form);
  if (changed === undefined) {
    declined.set(form, (declined.get(form) ?? 0) + 1);
    return;
  }
  checked++;
  const label = `${form} of ${finding.rule}: ${finding.message}\n${changed}`;
  expect(dataOf(changed), label).toEqual(dataOf(text));
  if (text.includes("\r\n")) expect(changed.replaceAll("\r\n", ""), label).not.toContain("\n");
  const after = lint(changed);
  const own = identify(after).filter((one) => /^\d+ \S*suppression/.test(one) && !identify(before).includes(one));
  expect(own, label).toEqual([]);
  const same = (one: PlacedFinding) => one.rule === finding.rule && one.fingerprint === finding.fingerprint;
  const others = before.findings.filter((one) => one !== finding && same(one));
  expect(after.findings.filter(same).length, label).toBeLessThanOrEqual(others.length);
  const hidden = after.suppressed.some((one) => same(one.finding) && one.by.reason === "reason");
  expect(hidden, label).toBe(true);
}

/** Random findings of a text, each in a random form. */
function checkSome(original: string, dresses: readonly string[], numRuns: number): void {
  fc.assert(
    fc.property(fc.constantFrom(...dresses), fc.constantFrom(...SUPPRESSION_FORMS), fc.nat(), (dress, form, pick) => {
      const text = (DRESSES[dress] as (text: string) => string)(original);
      const before = lint(text);
      const finding = before.findings[pick % Math.max(1, before.findings.length)];
      if (finding && !/suppression/.test(finding.rule)) check(text, before, finding, form);
    }),
    { numRuns },
  );
}

describe("without a reason", () => {
  const POD =
    "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  hostNetwork: true\n  containers:\n    - {name: a, image: a}\n";
  const silent = linterWith({ flags: { presets: ["all"] } });
  it.each(SUPPRESSION_FORMS)("none is made up: %s", (form) => {
    const id = form === "container" ? "image-latest-tag" : "host-network";
    const finding = silent(POD).findings.find(({ rule }) => rule === id) as PlacedFinding;
    const { cut, parse } = dialectOf(POD);
    const [slice] = cut(POD);
    const edits = slice && suppressionEdits(parse(POD, slice.start, slice.end), finding, form, undefined, parse);
    const { suppressed } = silent(applyEdits(POD, edits ?? []));
    expect(suppressed.filter(({ finding: { rule } }) => rule === id).map(({ by }) => by.reason)).toEqual([undefined]);
  });
});

describe("findings of the samples", () => {
  it.each(files)("%s", (file) => checkSome(readFileSync(file, "utf8"), Object.keys(DRESSES), runs(2, 25)));
});

describeCorpus("findings of the corpus", () => {
  it(`hide what they are about (PLIMSOLL_SEED=${SEED})`, () => {
    const small = corpus("plain", "helm").filter(({ text }) => text.length < 20_000 && !text.includes("\r"));
    for (const { text, path } of share(small, 120, 8)) {
      try {
        checkSome(text, ["LF", "CRLF"], 4);
      } catch (error) {
        throw new Error(path, { cause: error });
      }
    }
  }, 900_000);
});

describe("all findings of a file, one after the other", () => {
  it.each(readdirSync("samples/shop"))("%s", (file) => {
    for (const form of SUPPRESSION_FORMS) {
      const original = readFileSync(join("samples/shop", file), "utf8");
      let text = original;
      for (let round = 0; round < 400; round++) {
        const next = lint(text)
          .findings.map((finding) => suppressed(text, finding, form))
          .find((one) => one !== undefined);
        if (next === undefined) break;
        text = next;
      }
      expect(dataOf(text)).toEqual(dataOf(original));
      const left = lint(text).findings;
      expect(
        left.filter(({ rule }) => /suppression/.test(rule)),
        text,
      ).toEqual([]);
      if (form === "next-line" || form === "file") expect(found(lint(text)), text).toEqual([]);
    }
  });

  it("and markers that hide nothing are removed by the safe fixes", () => {
    const text = readFileSync("samples/shop/web.yaml", "utf8");
    const marked = text.replaceAll(/(name: \S+)$/gm, "$1 # plimsoll-disable-line host-pid, host-network -- x");
    expect(lint(marked).findings.filter(({ rule }) => rule === "unused-suppression").length).toBeGreaterThan(3);
    const fixed = fixText(marked, (one) => lint(one).findings.filter(({ rule }) => rule === "unused-suppression"), "safe");
    expect(fixed).toMatchObject({ text, conflicts: [] });
  });
});

describe("forms", () => {
  const pod = (body: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec:\n${body}`;
  const first = (text: string, rule: string, form: SuppressionForm) => {
    const finding = lint(text).findings.find((one) => one.rule === rule);
    if (!finding) throw new Error(`no ${rule}`);
    return suppressed(text, finding, form);
  };
  const HOST = "  hostNetwork: true\n  containers: []\n";
  const PRIVILEGED = "  containers:\n    - name: a\n      securityContext:\n        privileged: true\n";

  it.each<[SuppressionForm, string, string, string | undefined]>([
    [
      "line",
      "host-network",
      pod(HOST),
      pod("  hostNetwork: true # plimsoll-disable-line host-network -- reason\n  containers: []\n"),
    ],
    [
      "line",
      "host-network",
      pod("  hostNetwork: true # why\n"),
      pod("  hostNetwork: true # why # plimsoll-disable-line host-network -- reason\n"),
    ],
    [
      "line",
      "host-network",
      pod("  hostNetwork: true  \n"),
      pod("  hostNetwork: true  # plimsoll-disable-line host-network -- reason\n"),
    ],
    ["next-line", "host-network", pod(HOST), pod(`  # plimsoll-disable-next-line host-network -- reason\n${HOST}`)],
    ["container", "host-network", pod(HOST), undefined],
    [
      "container",
      "privileged-container",
      pod(PRIVILEGED),
      pod(PRIVILEGED.replace("    - ", "    # plimsoll-disable-next-line privileged-container -- reason\n    - ")),
    ],
    [
      "object",
      "host-network",
      pod(HOST),
      pod(HOST).replace("name: x\n", "name: x\n  annotations:\n    plimsoll.dev/ignore.host-network: reason\n"),
    ],
    [
      "file",
      "host-network",
      `---\n${pod(HOST)}---\n${pod(HOST)}`,
      `# plimsoll-disable-file host-network -- reason\n---\n${pod(HOST)}---\n${pod(HOST)}`,
    ],
    [
      "line",
      "host-network",
      '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}, "spec": {"hostNetwork": true}}',
      undefined,
    ],
    [
      "object",
      "host-network",
      '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}, "spec": {"hostNetwork": true}}',
      '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x", "annotations": {"plimsoll.dev/ignore.host-network": "reason"}}, "spec": {"hostNetwork": true}}',
    ],
    [
      "container",
      "privileged-container",
      '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}, "spec": {"containers": [{"name": "a", "securityContext": {"privileged": true}}]}}',
      '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x", "annotations": {"plimsoll.dev/ignore-container.a": "privileged-container=reason"}}, "spec": {"containers": [{"name": "a", "securityContext": {"privileged": true}}]}}',
    ],
    [
      "next-line",
      "host-network",
      "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {\n  hostNetwork: true}\n",
      "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {\n  # plimsoll-disable-next-line host-network -- reason\n  hostNetwork: true}\n",
    ],
    [
      "next-line",
      "host-network",
      "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {hostNetwork: true}\n",
      "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n# plimsoll-disable-next-line host-network -- reason\nspec: {hostNetwork: true}\n",
    ],
  ])("%s of %s", (form, rule, text, expected) => expect(first(text, rule, form)).toBe(expected));

  it("a second rule joins the annotation of its container", () => {
    const text = pod("  containers: [{ name: a, securityContext: { privileged: true } }]\n").replace(
      "name: x\n",
      'name: x\n  annotations:\n    plimsoll.dev/ignore-container.a: "run-as-root-user=needed"\n',
    );
    expect(first(text, "privileged-container", "container")).toContain(
      'plimsoll.dev/ignore-container.a: "run-as-root-user=needed, privileged-container=reason"',
    );
  });

  it("never a comment inside a string", () => {
    const text = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata:\n  a: |\n    one\n    two\n";
    const at = text.indexOf("two");
    const finding = {
      rule: "host-network",
      uri: "",
      slice: 0,
      severity: "error",
      message: "",
      path: [],
      resource: undefined,
      container: undefined,
      related: [],
      fixes: [],
      fingerprint: "",
      span: { start: at, end: at + 3 },
    } as const;
    expect(suppressed(text, finding, "line")).toBeUndefined();
    expect(suppressed(text, finding, "next-line")).toBe(
      text.replace("  a: |", "  # plimsoll-disable-next-line host-network -- reason\n  a: |"),
    );
  });
});
