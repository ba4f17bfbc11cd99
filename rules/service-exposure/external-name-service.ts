// core/v1 ServiceSpec.externalName: a CNAME record in the cluster's DNS, nothing more.
import { defineRule, isIpAddress, type Resource, strings } from "../../server/api.ts";

const METADATA = /^(?:metadata(?:\.google\.internal)?|instance-data(?:\.ec2\.internal)?|169\.254\.\d+\.\d+)\.?$/i;
const SERVICE = /^[^.]+\.([^.]+)\.svc(?:\.|$)/i;

export default defineRule({
  id: "external-name-service",
  family: "service-exposure",
  severity: "info",
  tier: "strict",
  title: "Service is an alias of another name",
  why: "Whoever controls the name decides where the traffic goes, no NetworkPolicy sees the alias, and an ingress controller that follows it reaches hosts that its user could not.",
  ignoreWhen: "The name is a database or an API outside the cluster that you run, or a Service that another namespace offers.",
  how: "Name the host in the client's configuration, or use a ReferenceGrant and a Gateway to reach another namespace.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/service/#externalname"],
  peers: ["trivy:KSV-0108"],
  kinds: ["Service"],
  needs: ["ExternalName"],
  options: { allowedNames: strings([], "External names that may be used") },
  resource(service, { options, report }) {
    const spec = service.at("spec");
    const target = spec.at("externalName");
    const name = target.string;
    if (spec.at("type").value !== "ExternalName" || name === undefined || options.allowedNames.includes(name)) return;
    const danger = dangerOf(name, service);
    if (danger) report(target, `Service "${service.name}" is an alias of ${danger}.`, { severity: "warning" });
    else report(target, `Service "${service.name}" is an alias of "${name}".`);
  },
});

function dangerOf(name: string, { namespace }: Resource): string | undefined {
  if (METADATA.test(name)) return "the cloud's metadata service";
  if (isIpAddress(name)) return "an IP address, which DNS reads as a name";
  if (/^localhost\.?$|\.localhost\.?$/i.test(name)) return "localhost: the client reaches itself";
  const other = SERVICE.exec(name)?.[1];
  return other !== undefined && namespace !== undefined && other !== namespace ? `a Service in namespace "${other}"` : undefined;
}
