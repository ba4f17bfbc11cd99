// Cilium: CiliumNetworkPolicy entities and enableDefaultDeny; Calico: projectcalico.org/v3 NetworkPolicy rules; policy.networking.k8s.io AdminNetworkPolicy.
import { type Context, defineRule, type Field } from "../../server/api.ts";

const CILIUM = ["cilium.io/CiliumNetworkPolicy", "cilium.io/CiliumClusterwideNetworkPolicy"];
const CALICO = ["projectcalico.org", "crd.projectcalico.org"].flatMap((group) => [
  `${group}/NetworkPolicy`,
  `${group}/GlobalNetworkPolicy`,
]);
const ADMIN = ["policy.networking.k8s.io/AdminNetworkPolicy", "policy.networking.k8s.io/BaselineAdminNetworkPolicy"];

export default defineRule({
  id: "permissive-cni-policy",
  family: "network",
  severity: "warning",
  tier: "recommended",
  title: "CNI policy allows everything",
  why: "A rule that names everybody, or no one, turns the isolation off that the policy was written for. With Calico and AdminNetworkPolicy it even overrules narrower policies of the teams.",
  ignoreWhen: "The pods are meant to be reached by, or to reach, anyone.",
  how: "Name the endpoints, namespaces or networks that may connect.",
  kinds: [...CILIUM, ...CALICO, ...ADMIN],
  resource(policy, { report }) {
    const spec = policy.at("spec");
    if (policy.group === "cilium.io") for (const one of [spec, ...policy.at("specs").items()]) cilium(one, report);
    else if (policy.group === "policy.networking.k8s.io") admin(spec, report);
    else calico(spec, report);
  },
});

function cilium(spec: Field, report: Context["report"]): void {
  for (const [list, entities] of [
    ["ingress", "fromEntities"],
    ["egress", "toEntities"],
  ] as const) {
    for (const rule of spec.at(list).items()) {
      // `egress: [toEntities: [world]]` with ports is the customary way to reach the internet; only `all` is everybody there.
      for (const entity of rule.at(entities).items())
        if (entity.value === "all" || (entity.value === "world" && list === "ingress" && rule.at("toPorts").absent))
          report(
            entity,
            `${entities}: ${entity.value} lets ${entity.value === "all" ? "everybody" : "the whole world"} through.`,
          );
    }
    const deny = spec.at("enableDefaultDeny", list);
    if (deny.value === false)
      report(deny.pair, `enableDefaultDeny.${list}: false leaves ${list} open to everyone.`, { severity: "info" });
  }
}

function calico(spec: Field, report: Context["report"]): void {
  for (const [list, side] of [
    ["ingress", "source"],
    ["egress", "destination"],
  ] as const)
    for (const rule of spec.at(list).items()) {
      const limits = ["source", "destination", "protocol", "icmp", "http"].map((name) => rule.at(name));
      if (rule.at("action").value === "Allow" && !rule.open && limits.every((limit) => limit.absent))
        report(rule.at("action"), `This rule allows all ${list}: it names no ${side}.`);
    }
}

function admin(spec: Field, report: Context["report"]): void {
  for (const [list, peers] of [
    ["ingress", "from"],
    ["egress", "to"],
  ] as const)
    for (const rule of spec.at(list).items()) {
      const action = rule.at("action");
      if (action.value !== "Allow" || rule.at("ports").exists) continue;
      const all = rule
        .at(peers)
        .items()
        .find(
          (peer) => peer.at("namespaces").isMapping && !peer.at("namespaces").open && peer.at("namespaces").keys().length === 0,
        );
      if (all) report(action, `This rule allows all ${list} of every namespace, and no policy of a team can narrow it.`);
    }
}
