// CIS Kubernetes Benchmark 5.2.1; PodSecurityConfiguration, docs/tasks/configure-pod-container/enforce-standards-admission-controller.
import { type Context, defineRule, type Field, set, suggestion } from "../../../server/api.ts";

type Report = Context["report"];

const LEVELS: readonly string[] = ["privileged", "baseline", "restricted"];

function check(configuration: Field, report: Report): void {
  checkDefaults(configuration.at("defaults"), report);
  const exemptions = configuration.at("exemptions");
  for (const item of exemptions.at("namespaces").items()) {
    const name = item.string ?? "";
    if (/[*?]/.test(name)) report(item, `"${name}" matches no namespace: exemptions have no wildcards.`, { severity: "error" });
    else if (name === "default") report(item, 'The namespace "default" is exempt from Pod Security.');
  }
  for (const item of exemptions.at("usernames").items())
    if (/^system:serviceaccount:kube-system:[\w-]+-controller$/.test(item.string ?? ""))
      report(item, `All pods created by ${item.string?.split(":").at(-1)} are exempt from Pod Security.`);
}

function checkDefaults(defaults: Field, report: Report): void {
  const enforce = defaults.at("enforce");
  if (enforce.absent || enforce.value === "privileged")
    report(enforce, `Unlabelled namespaces admit every pod: defaults.enforce is ${enforce.absent ? "not set" : "privileged"}.`, {
      fixes: [suggestion("Enforce baseline", set(enforce, "baseline"))],
    });
  for (const mode of ["enforce", "audit", "warn"]) {
    const level = defaults.at(mode);
    if (level.value !== undefined && !LEVELS.includes(String(level.value)))
      report(level, `"${level.value}" is not a Pod Security level.`, { severity: "error" });
    const version = defaults.at(`${mode}-version`);
    if (version.value !== undefined && !/^(latest|v1\.\d+)$/.test(String(version.value)))
      report(version, `"${version.value}" is not a version such as v1.30 or latest.`, {
        severity: "error",
      });
  }
}

export default defineRule({
  id: "pod-security-admission-defaults",
  family: "control-plane",
  severity: "warning",
  tier: "strict",
  title: "Pod Security admission is configured too permissively",
  why: "Namespaces without labels get these defaults, and exemptions switch the check off for everyone in them. An exempt controller exempts all pods that it makes, and an entry with a wildcard exempts nothing.",
  ignoreWhen: "Another admission controller enforces the standards.",
  standards: ["cis:5.2.1"],
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/"],
  peers: ["kubescape:C-0192"],
  fix: "suggestion",
  kinds: [
    "pod-security.admission.config.k8s.io/PodSecurityConfiguration",
    "apiserver.config.k8s.io/AdmissionConfiguration",
    "apiserver.k8s.io/AdmissionConfiguration",
  ],
  resource(resource, { report }) {
    if (resource.kind === "PodSecurityConfiguration") check(resource.root, report);
    for (const plugin of resource.at("plugins").items())
      if (plugin.at("name").value === "PodSecurity" && plugin.at("configuration").isMapping)
        check(plugin.at("configuration"), report);
  },
});
