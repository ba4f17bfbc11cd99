import { describe, expect, it } from "vitest";
import unsupported from "../../rules/kustomize/unsupported-kustomization-feature.ts";
import type { CustomKinds } from "../../server/kube/schema/custom-kinds.ts";
import { Overlays } from "../../server/lint/overlay/overlays.ts";
import { only } from "../support/linting.ts";
import { fc } from "../support/property.ts";

const rules = [unsupported];
const settings = only(rules);

type Table = Readonly<Record<string, string>>;

function overlaysOver(files: Map<string, string>, most: number): Overlays {
  const overlays = new Overlays(
    rules,
    {
      linted: (name) => files.get(name),
      read: (name) => files.get(name),
      exists: () => undefined,
      settingsFor: () => settings,
      kindsFor: () => NO_KINDS,
    },
    most,
  );
  overlays.update([...files.keys()], false);
  return overlays;
}

const NO_KINDS: CustomKinds = { schemasOf: () => [], versionsOf: () => [], kindsOf: () => [], served: () => [] };

/** What is said of each file, and how many objects each kustomization builds. */
function stateOf(overlays: Overlays, files: ReadonlyMap<string, string>): unknown {
  return [...files.keys()].sort().map((name) => ({
    name,
    findings: overlays.findingsIn(name).map(({ message, span }) => ({ message, span })),
    objects: overlays.objectsOf(name)?.map(({ object }) => object.name),
    begins: overlays.objectsIn(name),
  }));
}

const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

/** Three overlays of a base of three objects; one of them has 11 nodes. */
const FILES: Table = {
  "/base/kustomization.yaml": "resources: [all.yaml]\n",
  "/base/all.yaml": ["a", "b", "c"].map(map).join("---\n"),
  "/x/kustomization.yaml": "# first\nresources: [../base]\nnamePrefix: x-\n",
  "/y/kustomization.yaml": "# second\nresources: [../base]\nnamePrefix: y-\n",
  "/z/kustomization.yaml": "# third\nresources: [../base]\nnamePrefix: z-\n",
};

describe("what all kustomizations together may cost", () => {
  it("ends the building behind the one that reaches it, with a finding on each of the others", () => {
    const overlays = overlaysOver(new Map(Object.entries(FILES)), 40);
    expect(["/x/", "/y/", "/z/"].map((folder) => overlays.objectsOf(`${folder}kustomization.yaml`)?.length)).toEqual([3, 3, 0]);
    const [finding, ...others] = overlays.findingsIn("/z/kustomization.yaml");
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: "unsupported-kustomization-feature", span: { start: 8, end: 28 } });
    expect(finding?.message).toMatch(/^Plimsoll does not build this kustomization/);
    expect(overlays.isWhole("/z/kustomization.yaml")).toBe(false);
    expect(overlays.findingsIn("/y/kustomization.yaml")).toEqual([]);
  });

  it("is the same after any history", () => {
    const names = Object.keys(FILES);
    const text = (name: string) =>
      fc.constantFrom(
        undefined,
        ...(name.endsWith("all.yaml")
          ? [map("a"), [map("a"), map("b")].join("---\n")]
          : ["resources: [../base]\n", "resources: [../base, ../base/all.yaml]\n", "resources: [../y]\nnamePrefix: q-\n"]),
        FILES[name],
      );
    const step = fc.constantFrom(...names).chain((name) => text(name).map((now) => ({ name, now })));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), fc.array(step, { minLength: 1, maxLength: 8 }), (most, steps) => {
        const files = new Map(Object.entries(FILES));
        const overlays = overlaysOver(files, most);
        const said = new Map([...files.keys()].map((name) => [name, overlays.findingsIn(name)]));
        for (const { name, now } of steps) {
          if (now === undefined) {
            files.delete(name);
            said.delete(name);
          } else files.set(name, now);
          const { files: changed } = overlays.update([name], false);
          for (const one of files.keys()) {
            if (!changed.has(one) && said.has(one)) expect(overlays.findingsIn(one)).toEqual(said.get(one));
            said.set(one, overlays.findingsIn(one));
          }
        }
        expect(stateOf(overlays, files)).toEqual(stateOf(overlaysOver(files, most), files));
      }),
    );
  });
});
