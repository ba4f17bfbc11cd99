// core/v1 Capabilities: names as in capabilities(7) without the prefix; runtimes put "CAP_" and the upper-cased name together.
import { defineRule, type Extra, type Field, nearest, safe, set, suggestion } from "../../server/api.ts";
import { CAPABILITIES, capabilityName } from "./_capability.ts";

const NAMES: ReadonlySet<string> = new Set([...CAPABILITIES, "ALL"]);

export default defineRule({
  id: "invalid-capability-name",
  family: "workload-hardening",
  severity: "warning",
  tier: "recommended",
  title: "Capability name is invalid",
  why: "A misspelt capability, or one with the prefix CAP_, is dropped or added by some runtimes and not by others, and Pod Security never recognises it. A drop list that drops nothing looks like hardening.",
  ignoreWhen: "A capability that is newer than this tool's list.",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container"],
  fix: "safe",
  needs: ["capabilities"],
  container(container, { report }) {
    const capabilities = container.at("securityContext", "capabilities");
    for (const list of ["add", "drop"])
      for (const item of capabilities.at(list).items()) {
        if (item.string === undefined || NAMES.has(item.string)) continue;
        const { message, ...extra } = diagnose(item, item.string);
        report(item, message, extra);
      }
  },
});

function diagnose(item: Field, text: string): Extra & { readonly message: string } {
  const name = capabilityName(text);
  if (!NAMES.has(name)) {
    const near = nearest(name, NAMES);
    return near === undefined
      ? { message: `There is no capability "${text}".` }
      : {
          message: `There is no capability "${text}"; did you mean ${near}?`,
          fixes: [suggestion(`Change it to ${near}`, set(item, near))],
        };
  }
  // With the prefix, some runtimes do not recognise the name at all: without it, the container may get or lose a capability.
  if (text.toUpperCase().startsWith("CAP_"))
    return {
      message: `Capability names have no "CAP_" prefix in Kubernetes: "${text}".`,
      fixes: [suggestion(`Change it to ${name}`, set(item, name))],
    };
  // Runtimes put a name into capitals themselves.
  return {
    message: `Capabilities are upper-case: Pod Security does not recognise "${text}".`,
    fixes: [safe(`Change it to ${name}`, set(item, name))],
    severity: "info",
  };
}
