// core validation, validateWindows and validateLinux (KEP-2802: pod.spec.os).
import { defineRule, type Field, remove, suggestion } from "../../server/api.ts";

/** To the server these are the same as absent where they are false. */
const POD_SWITCHES = ["hostPID", "hostIPC"];
const POD = ["hostUsers", "shareProcessNamespace"];
const POD_CONTEXT = [
  "appArmorProfile",
  "seLinuxOptions",
  "seccompProfile",
  "fsGroup",
  "fsGroupChangePolicy",
  "sysctls",
  "runAsUser",
  "runAsGroup",
  "supplementalGroups",
  "supplementalGroupsPolicy",
];
const CONTAINER_CONTEXT = [
  "appArmorProfile",
  "seLinuxOptions",
  "seccompProfile",
  "capabilities",
  "readOnlyRootFilesystem",
  "privileged",
  "allowPrivilegeEscalation",
  "procMount",
  "runAsUser",
  "runAsGroup",
];

export default defineRule({
  id: "windows-linux-field-conflict",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Pod sets fields of another operating system",
  why: "The API server refuses the object, whether it is a Pod or a workload with such a pod template. In a batch of manifests the others are applied, so a deployment ends up half done.",
  ignoreWhen: "Never: the API server refuses it.",
  references: ["https://kubernetes.io/docs/concepts/windows/intro/#compatibility-v1-pod"],
  fix: "suggestion",
  needs: ["os"],
  pod(pod, { report }) {
    const os = pod.at("os", "name");
    const check = (field: Field, other: string) => {
      if (!field.exists) return;
      report(field.key, `${field.name} may not be set on a pod for ${other}.`, {
        related: [{ message: "The operating system.", at: os }],
        fixes: [suggestion(`Remove ${field.name}`, remove(field))],
      });
    };
    if (os.value === "windows") {
      for (const name of POD_SWITCHES) if (pod.at(name).value === true) check(pod.at(name), "Windows");
      for (const name of POD) check(pod.at(name), "Windows");
      for (const name of POD_CONTEXT) check(pod.at("securityContext", name), "Windows");
      for (const container of pod.containers)
        for (const name of CONTAINER_CONTEXT) check(container.at("securityContext", name), "Windows");
    } else if (os.value === "linux") {
      check(pod.at("securityContext", "windowsOptions"), "Linux");
      for (const container of pod.containers) check(container.at("securityContext", "windowsOptions"), "Linux");
    }
  },
});
