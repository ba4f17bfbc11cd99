import { expect, it } from "vitest";
import { cut } from "../../server/yaml/parser/slice.ts";
import { corpus, describeCorpus } from "../support/corpus.ts";
import { share } from "../support/effort.ts";
import { differenceOfReaders } from "../support/readers.ts";

describeCorpus("the fast reader and the exact one over the corpus", () => {
  it.each(["plain", "kustomize", "large", "braces", "broken", "helm"])("agree on every node of %s", (folder) => {
    const wrong: string[] = [];
    for (const { path, text } of corpus(folder))
      for (const { start, end } of share(cut(text), folder === "large" ? 7 : 1, 1)) {
        const difference = differenceOfReaders(text, start, end);
        if (difference) wrong.push(`${path} at ${start}: ${difference}`);
      }
    expect(wrong.length, wrong.slice(0, 5).join("\n")).toBe(0);
  });
});
