import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Groups } from "../../server/kube/facts/groups.ts";

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
  it("hold what is in, in order, and know whether somebody has read what is there now", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const groups = new Groups<Thing>((a, b) => a.id - b.id);
        let things: readonly Thing[] = [];
        for (const { gone, come } of steps) {
          const readings = names.map((key) => ({
            key,
            reading: groups.watch(() => groups.members(keysOf, key)),
            before: inGroup(things, key),
          }));
          const left = things.filter((_, i) => gone.includes(i));
          const stayed = things.filter((_, i) => !gone.includes(i));
          const added = come.filter(({ id }) => !stayed.some((one) => one.id === id));
          groups.replace(left, added);
          things = [...stayed, ...added];
          for (const { key, reading, before } of readings) {
            const now = inGroup(things, key);
            expect(groups.members(keysOf, key)).toEqual(now);
            expect(groups.size(keysOf, key)).toBe(now.length);
            const isSame = now.length === before.length && now.every((one, i) => one === before[i]);
            expect(groups.isCurrent(reading)).toBe(isSame);
          }
        }
      }),
    );
  });

  it("never take for current what stands elsewhere", () => {
    const groups = new Groups<Thing>((a, b) => a.id - b.id);
    expect(groups.isCurrent(groups.watch(() => groups.distrust()))).toBe(false);
    expect(groups.isCurrent(groups.watch(() => {}))).toBe(true);
  });
});
