// Pod Security Standards, baseline control "HostProcess" (check_windowsHostProcess.go).
import { defineRule, remove, set, suggestion } from "../../server/api.ts";
import { hostProcesses } from "./_host-process.ts";

export default defineRule({
  id: "windows-host-process",
  family: "pod-security",
  severity: "error",
  tier: "recommended",
  title: "Windows container runs as a process of its node",
  why: "A HostProcess container is not isolated at all: it sees the node's file system, network and registry, usually as SYSTEM. It is the privileged container of Windows.",
  ignoreWhen: "A node agent for Windows (CNI plug-in, CSI driver, log shipper) in a namespace that only administrators use.",
  standards: ["pss:baseline", "cis:5.2.11"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/"],
  peers: ["trivy:KSV-0103", "kubescape:C-0202", "polaris:hostProcess", "monokle:PSS101"],
  fix: "suggestion",
  needs: ["hostProcess"],
  pod(pod, { report }) {
    // HostProcess demands hostNetwork: true, so that goes with it.
    const network = pod.at("hostNetwork");
    const also = network.value === true ? [remove(network)] : [];
    for (const { who, field } of hostProcesses(pod))
      report(field, `${who} runs as a process of its Windows node.`, {
        fixes: [suggestion("Run as an ordinary container", set(field, false), ...also)],
      });
  },
});
