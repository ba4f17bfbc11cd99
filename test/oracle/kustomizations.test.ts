import { expect, it } from "vitest";
import { FILES, KUSTOMIZATIONS } from "./kustomizations.table.ts";
import { kustomize } from "./kustomize.ts";
import { expectFresh } from "./recording.ts";

it("the recorded refusals of kustomize are those of the program", async () => {
  await expectFresh("kustomize", "kustomize.refusals", KUSTOMIZATIONS, () =>
    kustomize(
      Object.values(KUSTOMIZATIONS).map((text) => ({ folder: "/k", files: { ...FILES, "/k/kustomization.yaml": text } })),
    ).map((answer) => ("crash" in answer ? answer.crash : (answer.error ?? ""))),
  );
  expect(Object.keys(KUSTOMIZATIONS).length).toBeGreaterThan(100);
});
