// core/v1 SecurityContext.capabilities; containerd, CRI-O: what is dropped is taken from what is added, and privileged gets all.
import { defineRule, isPrivileged } from "../../server/api.ts";
import { capabilityName } from "./_capability.ts";

export default defineRule({
  id: "conflicting-capabilities",
  family: "workload-hardening",
  severity: "info",
  tier: "strict",
  title: "Capabilities contradict each other",
  why: "Whoever reads the manifest believes one half of it. Which half the runtime believes depends on the runtime.",
  ignoreWhen: "A template shared by containers with different needs.",
  how: "Name each capability in one list only. A privileged container has all of them: remove its lists, or better its privileged: true.",
  needs: ["capabilities"],
  container(container, { report }) {
    const capabilities = container.at("securityContext", "capabilities");
    const add = capabilities.at("add").items();
    const drop = capabilities.at("drop").items();
    if (isPrivileged(container)) {
      if (add.length > 0 || drop.length > 0)
        report(capabilities.key, `Container "${container.name}" is privileged, so these capabilities are ignored.`);
      return;
    }
    for (const item of add) {
      const name = capabilityName(item.string ?? "");
      const opposite = drop.find(({ string }) => string !== undefined && (name === "ALL" || capabilityName(string) === name));
      if (!opposite) continue;
      report(item, `Container "${container.name}" adds ${name} and drops ${opposite.string}.`, {
        related: [{ message: "Dropped here.", at: opposite }],
      });
    }
  },
});
