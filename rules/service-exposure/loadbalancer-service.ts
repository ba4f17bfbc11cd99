// core/v1 ServiceSpec.type: LoadBalancer; the annotations are those of the clouds' controllers.
import { defineRule, strings } from "../../server/api.ts";
import { isAllowed } from "./_allowed.ts";
import { isInternal, isLoadBalancer } from "./_service.ts";

export default defineRule({
  id: "loadbalancer-service",
  family: "service-exposure",
  severity: "info",
  tier: "strict",
  title: "Service uses a public load balancer",
  why: "Each one is a public address that has to be watched, and that bypasses the TLS, the authentication and the logs of the shared ingress. It also costs money.",
  ignoreWhen: "It is the entry of the cluster (an ingress controller or a gateway), or the protocol is not HTTP.",
  how: "Publish it by the shared Ingress or Gateway, or make the load balancer internal with your cloud's annotation.",
  references: ["https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer"],
  peers: ["kube-linter:exposed-services", "monokle:KBP114", "kics:service_with_external_load_balancer", "kubescape:C-0256"],
  kinds: ["Service"],
  needs: ["LoadBalancer"],
  options: { allow: strings([], "Services that may be of this type: name, namespace/name or namespace/*") },
  resource(service, { options, report }) {
    if (!isLoadBalancer(service) || isInternal(service) || isAllowed(service, options.allow)) return;
    report(service.at("spec", "type"), `Service "${service.name}" asks the cloud for a public load balancer.`);
  },
});
