import { describe, expect, it } from "vitest";
import { describeOracle } from "./client.ts";
import { decode, type Reader } from "./decode.ts";
import { expectFresh } from "./recording.ts";
import { TEXTS } from "./texts.table.ts";

const READERS: readonly Reader[] = ["kubectl", "kustomize"];

describe("the recorded readings", () => {
  it.each(READERS)("of %s are those of its decoder", (reader) =>
    expectFresh("decode", `decode.${reader}`, TEXTS, () => decode(Object.values(TEXTS), reader)),
  );
});

describeOracle("decode", "the program decode", () => {
  it("tells the two readers apart", () => {
    const text = "x: &x { b: 1 }\nz:\n  b: 2\n  <<: *x\n";
    expect(decode([text], "kubectl")).toEqual([{ documents: [{ x: { b: 1 }, z: { b: 1 } }] }]);
    expect(decode([text], "kustomize")).toEqual([{ documents: [{ x: { b: 1 }, z: { b: 2 } }] }]);
  });

  it("answers in the order of the questions", () => {
    const texts = Array.from({ length: 5000 }, (_, i) => `a: ${i}\n`);
    expect(decode(texts)).toEqual(texts.map((_, i) => ({ documents: [{ a: i }] })));
  });

  it("keeps what was read before an error", () => {
    expect(decode(["a: 1\n---\nb: [\n"])).toEqual([{ documents: [{ a: 1 }], error: expect.stringContaining("yaml:") }]);
  });

  it("answers a panic of the code that it contains", () => {
    expect(decode(["a: 1\n"], "nobody" as Reader)).toEqual([{ crash: 'no reader "nobody"' }]);
  });

  it("goes on behind a question that ends the process", () => {
    const texts = ["a: 1\n", "a: &a { b: *a }\n", "a: 2\n"];
    const end = { crash: "fatal error: stack overflow" };
    expect(decode(texts, "kustomize")).toEqual([{ documents: [{ a: 1 }] }, end, { documents: [{ a: 2 }] }]);
  });
});
