import { join } from "node:path";
import { expect, it } from "vitest";
import rule from "../../../rules/kustomize/deprecated-kustomization-field.ts";
import { build } from "../../../server/kube/kustomize/build/build.ts";
import { corpus, corpusRoot, describeCorpus } from "../../support/corpus.ts";
import { fixFirst } from "../../support/fixing.ts";
import { builtObjects, diskFiles } from "../../support/kustomize.ts";
import { lintText } from "../../support/linting.ts";

describeCorpus("fixes of deprecated fields", () => {
  it("that are safe build the same objects", () => {
    const disk = diskFiles(join(corpusRoot, "kustomize"));
    let fixed = 0;
    for (const { path, text } of corpus("kustomize")) {
      const uri = path.slice("kustomize/".length);
      if (!/\/kustomization\.ya?ml$/.test(uri)) continue;
      let after = text;
      for (;;) {
        const result = lintText([rule], after, undefined, uri);
        const findings = result.findings.filter(({ fixes }) => fixes[0]?.class === "safe");
        const next = fixFirst({ ...result, findings });
        if (next === undefined) break;
        after = next;
      }
      if (after === text) continue;
      fixed++;
      const rewritten = { read: (file: string) => (file === uri ? after : disk.read(file)) };
      expect(builtObjects(build(uri, rewritten)), path).toEqual(builtObjects(build(uri, disk)));
    }
    expect(fixed).toBeGreaterThan(10);
  });
});
