import { describe, expect, it } from "vitest";
import { facts, manifest, NAMED } from "./objects.ts";

describe("the pods of an object", () => {
  const pod = (...lines: readonly string[]) => {
    const [found] = facts(manifest("v1", "Pod", NAMED, "spec:", ...lines.map((line) => `  ${line}`))).pods;
    if (!found) throw new Error(lines.join("\n"));
    return found;
  };
  const container = (...lines: readonly string[]) =>
    pod("containers:", "  - name: web", ...lines.map((line) => `    ${line}`)).containers[0];

  it.each<readonly [string, string | undefined]>([
    ["serviceAccountName: a", "a"],
    ["serviceAccount: b", "b"],
    ["serviceAccountName: {{ .x }}", undefined],
    ["hostNetwork: true", "default"],
  ])("run as an account: %s", (line, expected) => expect(pod(line).serviceAccount).toBe(expected));

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ["what is requested", ["resources: { requests: { cpu: 1 } }"], ["cpu"]],
    ["what is limited", ["resources: { requests: { cpu: 1 }, limits: { cpu: 1, memory: 1 } }"], ["cpu", "memory"]],
    ["nothing", [], []],
    ["perhaps anything of requests", ["resources: { requests: {{ .x }} }"], ["cpu", "memory", "ephemeral-storage"]],
    ["perhaps anything of limits", ["resources: { limits: {{ .x }} }"], ["cpu", "memory", "ephemeral-storage"]],
    [
      "perhaps anything in requests",
      ["resources:", "  requests:", "    {{- toYaml .x | nindent 8 }}"],
      ["cpu", "memory", "ephemeral-storage"],
    ],
    [
      "perhaps anything in limits",
      ["resources:", "  limits:", "    {{- toYaml .x | nindent 8 }}"],
      ["cpu", "memory", "ephemeral-storage"],
    ],
    ["perhaps anything", ["resources:", "  {{- toYaml .x | nindent 6 }}"], ["cpu", "memory", "ephemeral-storage"]],
  ])("request %s", (_, lines, expected) => expect(container(...lines)?.requests).toEqual(expected));

  it("take a token, or none, or do not say", () => {
    expect(pod("automountServiceAccountToken: false").automountToken).toBe(false);
    expect(pod("automountServiceAccountToken: {{ .x }}").automountToken).toBeUndefined();
    expect(pod("hostNetwork: false").hostNetwork).toBe(false);
    expect(pod("hostNetwork: true").hostNetwork).toBe(true);
  });

  it("fail each check of Pod Security once", () => {
    const reasons = (...lines: readonly string[]) => pod(...lines).failures.map(({ reason }) => reason);
    const lines = [
      "hostNetwork: true",
      "containers: [{ name: a, securityContext: { privileged: true } }, { name: b, securityContext: { privileged: true } }]",
    ];
    const found = reasons(...lines);
    expect(found).toEqual([...new Set(found)]);
    expect(found.length).toBeGreaterThan(2);
    expect(reasons("containers: []")).not.toEqual(found);
  });

  it("have ports that are known", () => {
    const ports = (line: string) => {
      const found = container(line);
      return [
        found?.ports.map(({ name, number, protocol, site }) => [name, number, protocol, site.path.at(-1)]),
        found?.uncertain,
      ];
    };
    expect(ports("ports: [{ containerPort: 80 }, { name: dns, containerPort: 53, protocol: UDP }]")).toEqual([
      [
        [undefined, 80, "TCP", "containerPort"],
        ["dns", 53, "UDP", "name"],
      ],
      false,
    ]);
    expect(ports("ports: [{ containerPort: {{ .x }} }]")).toEqual([[], true]);
    expect(ports("ports: {{ .x }}")).toEqual([[], true]);
  });
});
