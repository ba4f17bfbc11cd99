import { describe, expect, it } from "vitest";
import { facts, manifest, NAMED } from "./objects.ts";

/** `Kind field labels`. */
function selected(text: string): readonly string[] {
  return facts(text).selectors.map(
    ({ kind, field, isPeer, matchLabels, uncertain }) =>
      `${kind} ${field} ${JSON.stringify(matchLabels)}${isPeer ? " peer" : ""}${uncertain ? " ?" : ""}`,
  );
}

describe("an object selects", () => {
  const policy = (spec: string) => manifest("networking.k8s.io/v1", "NetworkPolicy", NAMED, `spec: ${spec}`);

  it.each<readonly [string, string, readonly string[]]>([
    ["by labels", manifest("v1", "Service", NAMED, "spec: { selector: { app: a } }"), ['Pod spec.selector {"app":"a"}']],
    [
      "by a LabelSelector",
      manifest("apps/v1", "Deployment", NAMED, "spec: { selector: { matchLabels: { app: a } } }"),
      ['Pod spec.selector {"app":"a"}'],
    ],
    ["whatever a template says", manifest("v1", "Service", NAMED, "spec: { selector: {{ .x }} }"), []],
    [
      "nothing in another group",
      manifest("acme.io/v1", "Deployment", NAMED, "spec: { selector: { matchLabels: { app: a } } }"),
      [],
    ],
    [
      "pods and their peers",
      policy("{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: b } } }] }] }"),
      ["Pod spec.podSelector {}", 'Pod spec.ingress.*.from.*.podSelector {"app":"b"} peer'],
    ],
    [
      "no peers in other namespaces",
      policy("{ egress: [{ to: [{ podSelector: {}, namespaceSelector: {} }, { podSelector: { matchLabels: { app: c } } }] }] }"),
      ['Pod spec.egress.*.to.*.podSelector {"app":"c"} peer'],
    ],
  ])("%s", (_, text, expected) => expect(selected(text)).toEqual(expected));
});
