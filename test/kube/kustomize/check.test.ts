import { expect, it } from "vitest";
import { build } from "../../../server/kube/kustomize/build/build.ts";
import { kustomize } from "../../oracle/kustomize.ts";
import { expectFresh, recorded } from "../../oracle/recording.ts";
import { filesOf } from "../../support/kustomize.ts";
import { FILES, KUSTOMIZATIONS } from "./kustomizations.table.ts";

it("the recorded refusals are those of kustomize", async () => {
  await expectFresh("kustomize", "kustomize.refusals", KUSTOMIZATIONS, () =>
    kustomize(
      Object.values(KUSTOMIZATIONS).map((text) => ({ folder: "/k", files: { ...FILES, "/k/kustomization.yaml": text } })),
    ).map((answer) => ("crash" in answer ? answer.crash : (answer.error ?? "")).replaceAll(/0x[0-9a-f]+/g, "0x…")),
  );
});

const errors = recorded<string>("kustomize.refusals");

it.each(Object.entries(KUSTOMIZATIONS))("%j is refused where kustomize refuses it", (name, text) => {
  const { problems } = build("/k", filesOf({ ...FILES, "/k/kustomization.yaml": text }));
  const messages = problems.map(({ message }) => message);
  if (errors[name] === "") expect(messages).toEqual([]);
  else expect(messages, errors[name]).not.toEqual([]);
});
