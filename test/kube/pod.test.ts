import { describe, expect, it } from "vitest";
import { isNodeAgent, podOf } from "../../server/kube/pod.ts";
import { resourcesOf } from "../../server/kube/resource.ts";
import { parse } from "../../server/yaml/parser/parse.ts";

const USES = {
  hostNetwork: "hostNetwork: true",
  hostPID: "hostPID: true",
  hostIPC: "hostIPC: true",
  hostPath: "volumes: [{ name: a, hostPath: { path: /srv } }]",
  privileged: "containers: [{ name: a, securityContext: { privileged: true } }]",
  capabilities: "containers: [{ name: a, securityContext: { capabilities: { add: [NET_ADMIN] } } }]",
  hostPort: "containers: [{ name: a, ports: [{ containerPort: 80, hostPort: 80 }] }]",
} as const;

function agent(kind: string, ...lines: readonly string[]): boolean {
  const spec = lines.map((line) => `      ${line}\n`).join("");
  const text = `apiVersion: apps/v1\nkind: ${kind}\nspec:\n  template:\n    spec:\n      dnsPolicy: Default\n${spec}`;
  const [resource] = resourcesOf(parse(text));
  const pod = resource && podOf(resource);
  if (!pod) throw new Error(text);
  return isNodeAgent(pod);
}

describe("a node agent", () => {
  it.each(Object.entries(USES))("reaches for the node on every node: %s", (_, line) => {
    expect(agent("DaemonSet", line)).toBe(true);
    expect(agent("Deployment", line)).toBe(false);
  });
  it.each(Object.entries(USES).filter(([name]) => name !== "hostPath"))("or in two ways: a hostPath and %s", (_, line) =>
    expect(agent("Deployment", line, USES.hostPath)).toBe(true),
  );
  it("does reach for it", () => {
    expect(agent("DaemonSet", "hostNetwork: false", "volumes: [{ name: a, emptyDir: {} }]", "containers: [{ name: a }]")).toBe(
      false,
    );
  });
});
