// extensions.agents.x-k8s.io SandboxTemplate: spec.networkPolicy, in the form of a NetworkPolicy's rules; the controller makes one unless
// spec.networkPolicyManagement is Unmanaged.
import { defineRule, type Field, hasForeignPolicy, policiesFor, valueAt } from "../../server/api.ts";

export default defineRule({
  id: "agent-sandbox-egress",
  family: "workload-hardening",
  severity: "warning",
  tier: "all",
  title: "Sandbox for untrusted code may reach everything",
  why: "Code in the sandbox can reach the cluster's services, the metadata service of the cloud and the internet, and send away what it finds.",
  ignoreWhen: "A proxy or the network outside the cluster filters what leaves.",
  how: "Name the few destinations in spec.networkPolicy.egress, or select the pods by a NetworkPolicy of your own where networkPolicyManagement is Unmanaged.",
  peers: ["kubescape:C-0301"],
  kinds: ["extensions.agents.x-k8s.io/SandboxTemplate"],
  resource(template, { report }) {
    for (const rule of template.at("spec", "networkPolicy", "egress").items()) {
      const place = openPart(rule);
      if (place) report(place, `SandboxTemplate "${template.name}" lets its pods connect to everything.`);
    }
  },
  workspace(template, index, { report }) {
    const management = valueAt(template, "spec.networkPolicyManagement");
    if (management?.value !== "Unmanaged" || template.pods.some(({ uncertain }) => uncertain)) return;
    if (policiesFor(index, template).length > 0 || hasForeignPolicy(index, template, template.namespace)) return;
    report(management.site, `No NetworkPolicy limits SandboxTemplate "${template.name}", whose network is unmanaged.`);
  },
});

/** What makes an egress rule allow every destination: no `to`, an empty peer or selector, or all addresses. */
function openPart(rule: Field): Field | Field["key"] | undefined {
  const to = rule.at("to");
  if (to.absent || (to.isSequence && !to.open && to.items().length === 0)) return to.exists ? to.key : rule;
  for (const peer of to.items()) {
    const cidr = peer.at("ipBlock", "cidr");
    if (cidr.value === "0.0.0.0/0" || cidr.value === "::/0") return cidr;
    const namespaces = peer.at("namespaceSelector");
    if (isEmpty(peer) || isEmpty(peer.at("ipBlock")) || (isEmpty(namespaces) && isEmptyOrAbsent(peer.at("podSelector"))))
      return peer;
  }
  return undefined;
}

function isEmpty(field: Field): boolean {
  return field.isMapping && !field.open && field.keys().length === 0;
}

function isEmptyOrAbsent(field: Field): boolean {
  return field.absent || isEmpty(field);
}
