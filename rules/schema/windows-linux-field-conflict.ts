// core validation, validateWindows and validateLinux (KEP-2802: pod.spec.os).
import { defineRule, type Field, remove, suggestion } from "../../server/api.ts";

const POD = ["hostPID", "hostIPC", "hostUsers", "shareProcessNamespace"];
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
  title: "Pod says one operating system and sets fields of the other",
  why: "The API server refuses the pod. Inside a Deployment it takes the object and then never creates a pod.",
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
