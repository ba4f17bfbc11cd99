import { describe, expect, it } from "vitest";
import { grantsEverything } from "../../server/kube/access/permission.ts";
import { objectNameProblem } from "../../server/kube/names.ts";
import { networkRulesOf } from "../../server/kube/network/network-policy.ts";
import { opensPort } from "../../server/kube/network/traffic.ts";
import { resourcesOf } from "../../server/kube/resource.ts";
import { parse } from "../../server/yaml/parser/parse.ts";

// Just inside and just outside of what counts, where only rules far away would notice.

describe("a permission for everything", () => {
  const all = { apiGroups: ["*"], resources: ["*"], verbs: ["*"], resourceNames: [], nonResourceUrls: [], named: false };
  const verbs = ["get", "list", "watch", "create", "update", "patch", "delete"];
  it.each<readonly [string, Partial<typeof all> & { readonly verbs?: readonly string[] }, boolean]>([
    ["every word a star", {}, true],
    ["every verb by name", { verbs }, true],
    ["all verbs but one", { verbs: verbs.slice(1) }, false],
    ["one group", { apiGroups: [""] }, false],
    ["one resource", { resources: ["pods"] }, false],
    ["certain objects", { named: true }, false],
  ])("%s", (_, part, expected) => expect(grantsEverything({ ...all, ...part })).toBe(expected));
});

it.each([
  ["CronJob", 52, true],
  ["CronJob", 53, false],
  ["Job", 53, true],
  ["ConfigMap", 253, true],
  ["ConfigMap", 254, false],
  ["Namespace", 63, true],
  ["Namespace", 64, false],
])("the name of a %s may have %i characters: %s", (kind, length, expected) =>
  expect(objectNameProblem(kind, "a".repeat(length), 37) === undefined).toBe(expected),
);

it.each([
  ["ingress: []", "ingress"],
  ["egress: []", "ingress"],
  ["egress: [{}]", "ingress egress"],
  ["policyTypes: [Egress]", "egress"],
  ["policyTypes: [Ingress], egress: [{}]", "ingress"],
  ["policyTypes: [Ingress, Egress]", "ingress egress"],
])("a policy with %s isolates %s", (spec, expected) => {
  const tree = parse(
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: {podSelector: {}, ${spec}}\n`,
  );
  const [rules] = resourcesOf(tree).map(networkRulesOf);
  const isolated = [rules?.ingress ? "ingress" : [], rules?.egress ? "egress" : []].flat();
  expect([isolated.join(" "), rules?.uncertain]).toEqual([expected, false]);
});

it.each<readonly [string, Parameters<typeof opensPort>[0]["ports"], boolean]>([
  ["every port", undefined, true],
  ["this port", [{ protocol: "UDP", port: 53, endPort: undefined }], true],
  ["another protocol", [{ protocol: "TCP", port: 53, endPort: undefined }], false],
  ["a range that ends before it", [{ protocol: "UDP", port: 1, endPort: 52 }], false],
  ["a range that ends with it", [{ protocol: "UDP", port: 1, endPort: 53 }], true],
  ["a range that begins behind it", [{ protocol: "UDP", port: 54, endPort: 60 }], false],
  ["a port by name", [{ protocol: "UDP", port: "dns", endPort: undefined }], true],
])("a rule for %s opens port 53", (_, ports, expected) =>
  expect(opensPort({ peers: undefined, ports }, "UDP", 53)).toBe(expected),
);
