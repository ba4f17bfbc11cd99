import { describe, expect, it } from "vitest";
import { Recent, recently } from "../../server/text/recent.ts";
import { fc } from "../support/property.ts";

const things = Array.from({ length: 8 }, (_, id) => ({ id }));

describe("recent answers", () => {
  it("are those of the function, in whatever order it is asked", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(7)), (asked) => {
        const double = recently(({ id }: { readonly id: number }) => id * 2);
        expect(asked.map((i) => double(things[i] as { id: number }))).toEqual(asked.map((i) => i * 2));
      }),
    );
  });

  it("are worked out once for things that are looked at in turns", () => {
    let times = 0;
    const count = recently((_: object) => ++times);
    for (let i = 0; i < 20; i++) for (const thing of things.slice(0, 3)) count(thing);
    expect(times).toBe(3);
  });

  it("may ask for each other", () => {
    const [a, b] = things as [object, object];
    const first = recently((thing: object): number => (thing === a ? first(b) + 1 : 1));
    expect([first(a), first(b), first(a)]).toEqual([2, 1, 2]);
  });
});

it("a map of recent keys forgets the one that was used longest ago", () => {
  const map = new Recent<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.get("a");
  map.set("c", 3);
  expect(["a", "b", "c"].map((key) => map.get(key))).toEqual([1, undefined, 3]);
});
