import { describe, expect, it } from "vitest";
import { Groups } from "../../../server/kube/facts/groups.ts";
import { fc } from "../../support/property.ts";

interface Thing {
  readonly id: number;
  readonly keys: readonly string[];
}

const names = ["a", "b", "c"];
const thing = fc.record({ id: fc.nat(30), keys: fc.uniqueArray(fc.constantFrom(...names)) });
const step = fc.record({ gone: fc.array(fc.nat(10)), come: fc.uniqueArray(thing, { selector: ({ id }) => id, maxLength: 6 }) });

const keysOf = ({ keys }: Thing) => keys;
const inGroup = (things: readonly Thing[], key: string) =>
  things.filter(({ keys }) => keys.includes(key)).sort((a, b) => a.id - b.id);

describe("groups", () => {
  const looks: Readonly<Record<string, (groups: Groups<Thing>, key: string) => readonly Thing[]>> = {
    "looked up": (groups, key) => groups.members(keysOf, key),
    remembered: (groups, key) => groups.remember(key, () => [...groups.members(keysOf, key)]),
    "remembered inside": (groups, key) =>
      groups.remember(`all ${key}`, () => groups.remember(key, () => [...groups.members(keysOf, key)])),
  };

  it.each(Object.keys(looks))("hold what is in, in order, and know for whom something that it %s has changed", (how) => {
    const look = looks[how] as (typeof looks)[string];
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const groups = new Groups<Thing>((a, b) => a.id - b.id);
        const readers = names.map((key, i): Thing => ({ id: 100 + i, keys: [`reader of ${key}`] }));
        groups.replace([], readers);
        let things: readonly Thing[] = [];
        for (const { gone, come } of steps) {
          names.forEach((key, i) => {
            groups.watch(readers[i] as Thing, () => expect(look(groups, key)).toEqual(inGroup(things, key)));
          });
          const before = names.map((key) => inGroup(things, key));
          const left = things.filter((_, i) => gone.includes(i));
          const stayed = things.filter((_, i) => !gone.includes(i));
          const added = come.filter(({ id }) => !stayed.some((one) => one.id === id));
          groups.replace(left, added);
          things = [...stayed, ...added];
          const stale = groups.stale();
          for (const one of added) expect(stale).toContain(one);
          for (const one of left) expect(stale).not.toContain(one);
          names.forEach((key, i) => {
            const now = inGroup(things, key);
            expect(groups.members(keysOf, key)).toEqual(now);
            expect(groups.size(keysOf, key)).toBe(now.length);
            const isSame = now.length === before[i]?.length && now.every((one, at) => one === before[i]?.[at]);
            expect(stale.includes(readers[i] as Thing)).toBe(!isSame);
          });
        }
      }),
    );
  });

  it("tell who looks up the first of a group only when another one is the first", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(thing, { selector: ({ id }) => id, maxLength: 8 }),
        fc.nat(7),
        fc.nat(30),
        (things, gone, come) => {
          const groups = new Groups<Thing>((a, b) => a.id - b.id);
          const reader: Thing = { id: 100, keys: [] };
          groups.replace([], [reader, ...things]);
          groups.watch(reader, () => expect(groups.first(keysOf, "a")).toBe(inGroup(things, "a")[0]));
          const added = things.some(({ id }) => id === come) ? [] : [{ id: come, keys: ["a"] }];
          const now = [...things.filter((_, i) => i !== gone), ...added];
          groups.replace(things.slice(gone, gone + 1), added);
          expect(groups.first(keysOf, "a")).toBe(inGroup(now, "a")[0]);
          expect(groups.stale().includes(reader)).toBe(inGroup(things, "a")[0] !== inGroup(now, "a")[0]);
        },
      ),
    );
  });

  it.each([
    ["the first of each", (i: number) => i < 60],
    ["all but the first", (i: number) => i > 3],
    ["every second of one group", (i: number) => i % 6 === 0],
    ["all of one group", (i: number) => i % 3 === 0],
    ["all", () => true],
  ])("lose many members at once as one by one: %s", (_, isGone) => {
    const things = Array.from({ length: 400 }, (_, i): Thing => ({ id: i, keys: [names[i % 3] as string] }));
    const left = (together: boolean) => {
      const groups = new Groups<Thing>((a, b) => a.id - b.id);
      const readers = [...names, ...names].map((_, i): Thing => ({ id: 1000 + i, keys: [] }));
      groups.replace([], [...things, ...readers]);
      names.forEach((key, i) => {
        groups.watch(readers[i] as Thing, () => groups.members(keysOf, key));
        groups.watch(readers[i + 3] as Thing, () => groups.first(keysOf, key));
      });
      const gone = things.filter(({ id }) => isGone(id));
      expect(gone.length).toBeGreaterThan(50);
      if (together) groups.replace(gone, []);
      else for (const one of gone) groups.replace([one], []);
      const stale = groups.stale().filter(({ id }) => id >= 1000);
      return [names.map((key) => [groups.members(keysOf, key), groups.size(keysOf, key)]), stale];
    };
    expect(left(true)).toEqual(left(false));
  });

  it("count what was looked up last only", () => {
    const groups = new Groups<Thing>((a, b) => a.id - b.id);
    const reader = { id: 1, keys: [] };
    groups.replace([], [reader]);
    for (let i = 0; i < 100; i++) groups.watch(reader, () => groups.members(keysOf, "a"));
    groups.watch(reader, () => groups.members(keysOf, "b"));
    groups.replace([], [{ id: 2, keys: ["a"] }]);
    expect(groups.stale()).not.toContain(reader);
    groups.replace([], [{ id: 3, keys: ["b"] }]);
    expect(groups.stale()).toContain(reader);
  });

  it("do not hear by themselves what changes in the file system", () => {
    const groups = new Groups<Thing>((a, b) => a.id - b.id);
    const [reader, other] = [
      { id: 1, keys: [] },
      { id: 2, keys: [] },
    ];
    groups.replace([], [reader, other]);
    groups.watch(reader, () => groups.readOutside());
    groups.watch(other, () => {});
    expect(groups.stale()).toEqual([]);
    groups.outsideChanged();
    expect(groups.stale()).toEqual([reader]);
  });
});
