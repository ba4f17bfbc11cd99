// Istio: label (formerly annotation) sidecar.istio.io/inject, traffic.sidecar.istio.io/*; Linkerd: annotation linkerd.io/inject.
import { defineRule, type Field, isLongRunning, type Pod, remove, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "sidecar-injection-disabled",
  family: "policy-mesh",
  severity: "info",
  tier: "strict",
  title: "Pod stays out of the service mesh",
  why: "Without the sidecar the pod's traffic is neither encrypted nor authenticated, and no policy of the mesh applies to it. Ports and addresses that go past the sidecar are open in the same way.",
  ignoreWhen:
    "The mesh's own components, or something that breaks behind a proxy. Jobs, which a sidecar may keep from ending, and pods in the node's network, which get none, are not reported.",
  references: ["https://istio.io/latest/docs/reference/config/annotations/", "https://linkerd.io/2/features/proxy-injection/"],
  fix: "suggestion",
  needs: ["sidecar", "linkerd"],
  pod(pod, { report }) {
    if (!isLongRunning(pod) || pod.at("hostNetwork").value === true) return;
    for (const { at, what } of gapsOf(pod))
      report(at.pair, `${pod.resource.kind} "${pod.resource.name}" ${what}.`, {
        fixes: [suggestion("Add it to the mesh", remove(at))],
      });
  },
});

interface Gap {
  readonly at: Field;
  readonly what: string;
}

function gapsOf(pod: Pod): readonly Gap[] {
  const { metadata } = pod;
  const injections = [
    metadata.at("labels", "sidecar.istio.io/inject"),
    metadata.at("annotations", "sidecar.istio.io/inject"),
    metadata.at("annotations", "linkerd.io/inject"),
  ]
    .filter(({ value }) => value === false || value === "false" || value === "disabled")
    .map((at) => ({ at, what: "gets no sidecar" }));
  const traffic = (name: string) => metadata.at("annotations", `traffic.sidecar.istio.io/${name}`);
  const ports = traffic("excludeInboundPorts");
  const ranges = traffic("excludeOutboundIPRanges");
  return [
    ...injections,
    ...(String(ports.value ?? "").trim() !== "" ? [{ at: ports, what: `bypasses its sidecar on ports ${ports.value}` }] : []),
    ...(/(?:^|,)\s*(?:0\.0\.0\.0|::)\/0\s*(?:,|$)/.test(ranges.string ?? "")
      ? [{ at: ranges, what: "bypasses its sidecar for all traffic" }]
      : []),
  ];
}
