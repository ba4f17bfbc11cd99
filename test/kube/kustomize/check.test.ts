import { expect, it } from "vitest";
import { build } from "../../../server/kube/kustomize/build/build.ts";
import { FILES, KUSTOMIZATIONS } from "../../oracle/kustomizations.table.ts";
import { recorded } from "../../oracle/recording.ts";
import { filesOf } from "../../support/kustomize.ts";

const errors = recorded<string>("kustomize.refusals");

it.each(Object.entries(KUSTOMIZATIONS))("%j is refused where kustomize refuses it", (name, text) => {
  const { problems } = build("/k", filesOf({ ...FILES, "/k/kustomization.yaml": text }));
  const messages = problems.map(({ message }) => message);
  if (errors[name] === "") expect(messages).toEqual([]);
  else expect(messages, errors[name]).not.toEqual([]);
});
