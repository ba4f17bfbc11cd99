import { expect, it } from "vitest";
import { MarkersInReach, type OpenMarker } from "../../../server/lint/suppression/open-markers.ts";
import { fc } from "../../support/property.ts";

const offset = fc.integer({ min: 0, max: 60 });
const span = fc.tuple(offset, offset).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));

const marker = fc
  .record({ covers: fc.oneof(fc.constant("file"), fc.constant("rest"), span), span, base: offset })
  .map(({ covers, span: own, base }) => ({ directive: { covers }, span: own, base }) as unknown as OpenMarker);

function reaches({ directive: { covers }, span: own, base }: OpenMarker, at: number): boolean {
  if (covers === "file") return true;
  if (covers === "rest") return at >= own.start;
  return at === covers.start + base || (at > covers.start + base && at < covers.end + base);
}

it("the markers that reach an offset are those of the file that do, in its order", () => {
  fc.assert(
    fc.property(fc.array(marker, { maxLength: 12 }), fc.array(fc.integer({ min: 0, max: 130 })), (markers, offsets) => {
      const inReach = new MarkersInReach(markers);
      for (const at of offsets.sort((a, b) => a - b))
        expect(inReach.at(at).map((one) => one.marker)).toEqual(markers.filter((one) => reaches(one, at)));
    }),
  );
});
