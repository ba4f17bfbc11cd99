// Pod Security Standards, baseline control "Host Probes / Lifecycle Hooks", from 1.34 (check_hostProbesAndHostLifecycle.go).
import {
  append,
  type Container,
  defineRule,
  type Field,
  type Fix,
  isIpAddress,
  manual,
  type Pod,
  remove,
  suggestion,
} from "../../server/api.ts";
import { exactly, mode } from "./_mode.ts";

export default defineRule({
  id: "probe-host",
  family: "pod-security",
  severity: "warning",
  tier: "recommended",
  title: "Probe or lifecycle hook connects to another host",
  why: "The kubelet makes the connection, with the node's network position: whoever may create a pod can make the kubelet connect to addresses that only nodes can reach. The baseline level of Pod Security forbids the field from Kubernetes 1.34 on, so the pod is rejected there.",
  ignoreWhen: "A static pod of the control plane on the node's network whose server listens on one address only.",
  standards: ["pss:baseline"],
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"],
  fix: "suggestion",
  options: { mode },
  presetOptions: exactly,
  needs: ["host"],
  container(container, { kubernetes, options, report }) {
    if (options.mode === "pss" && kubernetes < 34) return;
    // With the node's network the server may well listen on the node's loopback only, and host-network is reported.
    if (options.mode === "effective" && container.pod.at("hostNetwork").value === true) return;
    for (const handler of handlersOf(container))
      for (const action of ["httpGet", "tcpSocket"]) {
        const host = handler.at(action, "host");
        if (host.string === undefined || host.string === "") continue;
        const message = `The ${handler.name} of container "${container.name}" connects to "${host.string}", not to the pod.`;
        report(host.pair, message, {
          fixes: fixesFor(handler.at(action), host, host.string, container.pod),
          ...(kubernetes < 34 || host.conditional ? { severity: "info" } : {}),
        });
      }
  },
});

function handlersOf(container: Container): readonly Field[] {
  const lifecycle = container.at("lifecycle");
  return [
    container.at("livenessProbe"),
    container.at("readinessProbe"),
    container.at("startupProbe"),
    lifecycle.at("postStart"),
    lifecycle.at("preStop"),
  ].filter((handler) => handler.isMapping);
}

/** In a pod on the network of its node a program may well listen on the node's loopback only. */
function fixesFor(action: Field, host: Field, name: string, pod: Pod): readonly Fix[] {
  const plainly = pod.at("hostNetwork").absent ? suggestion : manual;
  const plain = plainly("Connect to the pod's own address", remove(host));
  const isAddress = name === "localhost" || isIpAddress(name);
  if (action.name !== "httpGet" || isAddress || action.at("httpHeaders").exists) return [plain];
  const header = append(action.at("httpHeaders"), { name: "Host", value: name });
  return [plain, suggestion(`Connect to the pod's own address and ask for "${name}" in the Host header`, remove(host), header)];
}
