// core/v1 PodSpec.hostAliases.
import { defineRule } from "../../server/api.ts";

export default defineRule({
  id: "host-aliases",
  family: "workload-hardening",
  severity: "info",
  tier: "all",
  title: "Pod overrides host names",
  why: "Entries in /etc/hosts win over DNS: they send traffic elsewhere without anyone who looks at DNS noticing, and stay when the address moves.",
  ignoreWhen: "A name that no DNS server can answer, such as a migration with fixed addresses.",
  how: "Use a Service without selector or of type ExternalName, or an entry in the cluster's DNS.",
  references: ["https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/"],
  peers: ["trivy:KSV-0007", "kics:host_aliases_undefined_or_empty(inverse)", "kubesec:HostAliases"],
  needs: ["hostAliases"],
  pod(pod, { report }) {
    const aliases = pod.at("hostAliases");
    if (aliases.items().length === 0) return;
    report(aliases.key, `${pod.resource.kind} "${pod.resource.name}" overrides host names in /etc/hosts.`);
  },
});
