// Annotations of the AWS Load Balancer Controller, cloud-provider-azure and GKE.
import { choice, defineRule } from "../../server/api.ts";
import { isLoadBalancer } from "./_service.ts";

const CERTIFICATES = {
  eks: /^service\.beta\.kubernetes\.io\/aws-load-balancer-ssl-cert$/,
  aks: /^service\.beta\.kubernetes\.io\/azure-(?:load-balancer-tls-|pls-)/,
  gke: /^(?:cloud\.google\.com\/app-protocols|networking\.gke\.io\/(?:managed-certificates|certmap))$/,
} as const;

export default defineRule({
  id: "loadbalancer-without-tls",
  family: "service-exposure",
  severity: "info",
  tier: "all",
  title: "Load balancer without a certificate",
  why: "The load balancer passes on what it gets: where the pods do not speak TLS themselves, everything crosses the internet in plain text.",
  ignoreWhen: "The pods terminate TLS themselves.",
  how: "Give the load balancer a certificate by your cloud's annotation, or publish the Service by an Ingress with TLS.",
  peers: ["kubescape:C-0231", "kubescape:C-0245"],
  kinds: ["Service"],
  needs: ["LoadBalancer"],
  options: { provider: choice(["eks", "aks", "gke"], "eks", "The cloud whose annotations count") },
  resource(service, { options, report }) {
    const annotations = service.at("metadata", "annotations");
    if (!isLoadBalancer(service) || annotations.open) return;
    if (annotations.keys().some((name) => CERTIFICATES[options.provider].test(name))) return;
    report(annotations, `Load balancer "${service.name}" has no certificate.`);
  },
});
