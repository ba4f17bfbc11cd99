import { expect, it } from "vitest";
import { parseAllDocuments, stringify } from "yaml";
import { customKinds } from "../../../server/kube/schema/custom-kinds.ts";
import { ObjectCache } from "../../../server/lint/overlay/object-cache.ts";
import { buildOverlay } from "../../../server/lint/overlay/overlay.ts";
import { FULL, share } from "../../support/effort.ts";
import { only } from "../../support/linting.ts";
import { type RuleCase, ruleCases } from "../../support/rule-samples.ts";

// Of the objects in the samples each value is taken out, and put back by the patch of an overlay. What is found then, and was not before, stands in the overlay.

const BASE = "file:///r/base/object.yaml";
const OVERLAY = "file:///r/over/kustomization.yaml";
const KINDS = customKinds([]);

type Path = readonly (string | number)[];
type Data = Record<string | number, unknown>;

/** How many findings of the rule stand in the base, and how many there are. */
function counted({ rule, options }: RuleCase, object: unknown, patch: string): { readonly base: number; readonly all: number } {
  const texts: Readonly<Record<string, string>> = {
    "file:///r/base/kustomization.yaml": "resources: [object.yaml]\n",
    [BASE]: stringify(object, { lineWidth: 0 }),
    [OVERLAY]: `resources: [../base]\n${patch}`,
  };
  const settings = only([rule], options);
  const read = (name: string) => texts[name];
  const files = { linted: read, read, exists: () => undefined, settingsFor: () => settings, kindsFor: () => KINDS };
  const { findings } = buildOverlay([rule], files, OVERLAY, { parsed: new Map(), objects: new ObjectCache() }, undefined);
  const count = (found: typeof findings) => [...found.values()].flat().filter((one) => one.rule === rule.id).length;
  return { base: count(new Map([[BASE, findings.get(BASE) ?? []]])), all: count(findings) };
}

function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  const below = value !== null && typeof value === "object" ? Object.entries(value) : [];
  if (below.length === 0) return [path];
  return below.flatMap(([key, one]) => leavesOf(one, [...path, Array.isArray(value) ? Number(key) : key]));
}

/** A copy without what stands at the path, and that value. */
function taken(object: unknown, path: Path): readonly [rest: unknown, value: unknown] {
  const rest = structuredClone(object);
  const parent = path.slice(0, -1).reduce((at: unknown, segment) => (at as Data)[segment], rest) as Data;
  const last = path.at(-1) as string | number;
  const value = parent[last];
  if (Array.isArray(parent)) parent.splice(last as number, 1);
  else delete parent[last];
  return [rest, value];
}

it("what a patch decides stands in the patch, whichever value of an object it is", () => {
  let decided = 0;
  for (const one of share(
    ruleCases().filter(({ good, rule }) => !good && (rule.container || rule.pod || rule.resource)),
    60,
    1,
  )) {
    const documents = parseAllDocuments(one.text);
    const [first] = documents;
    if (documents.length !== 1 || !first || first.errors.length > 0) continue;
    const object: unknown = first.toJS();
    if (!(object as { metadata?: { name?: unknown } } | null)?.metadata?.name) continue;
    for (const path of leavesOf(object)) {
      if (path.length < 2 || path.at(-1) === "name") continue; // what a patch finds the object and its containers by
      const [rest, value] = taken(object, path);
      const pointer = path.map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
      const patch = stringify({
        patches: [{ target: { version: "v.*" }, patch: stringify([{ op: "add", path: pointer, value }]) }],
      });
      const before = counted(one, rest, "");
      const after = counted(one, rest, patch);
      if (after.all <= before.all) continue;
      decided++;
      expect(after.base, `${one.name}: ${pointer}`).toBeLessThanOrEqual(before.base);
    }
  }
  expect(decided).toBeGreaterThan(FULL ? 500 : 3);
}, 240_000);
