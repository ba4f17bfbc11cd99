// The instance metadata services of AWS, Azure, Google and others answer at 169.254.169.254 (and fd00:ec2::254 on AWS).
import { append, defineRule, suggestion } from "../../server/api.ts";
import { blockHolds } from "./_policy.ts";

const ENDPOINTS = ["169.254.169.254/32", "fd00:ec2::254/128"];

export default defineRule({
  id: "network-policy-metadata-endpoint",
  family: "network",
  severity: "info",
  tier: "strict",
  title: "Network policy allows the cloud's metadata address",
  why: "Whoever breaks into the pod asks the metadata service for the credentials of the node, and with them often gets the whole account.",
  ignoreWhen: "The cluster runs on no cloud, or the metadata service is blocked on the nodes.",
  peers: ["kubescape:C-0052"],
  fix: "suggestion",
  kinds: ["NetworkPolicy"],
  needs: ["ipBlock"],
  resource(policy, { report }) {
    for (const rule of policy.at("spec", "egress").items())
      for (const peer of rule.at("to").items()) {
        const cidr = peer.at("ipBlock", "cidr");
        const except = peer.at("ipBlock", "except");
        const endpoint = ENDPOINTS.find((one) => blockHolds(cidr.string ?? "", one));
        if (!endpoint || except.open || except.items().some((one) => blockHolds(one.string ?? "", endpoint))) continue;
        const narrow = cidr.string === endpoint;
        report(cidr, `${cidr.string} includes the metadata address ${endpoint.split("/")[0]} of the cloud.`, {
          fixes: narrow ? [] : [suggestion(`Exclude ${endpoint}`, append(except, endpoint))],
        });
      }
  },
});
