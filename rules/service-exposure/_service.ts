import type { Field, Resource } from "../../server/api.ts";

/** Annotations by which a cloud or a controller gives a load balancer an address that only its own network reaches. */
const INTERNAL: readonly (readonly [name: string, value: RegExp])[] = [
  ["service.beta.kubernetes.io/aws-load-balancer-internal", /^(?!false$).+/],
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", /^internal$/],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", /^true$/i],
  ["networking.gke.io/load-balancer-type", /^internal$/i],
  ["cloud.google.com/load-balancer-type", /^internal$/i],
  ["service.beta.kubernetes.io/oci-load-balancer-internal", /^true$/i],
  ["oci-network-load-balancer.oraclecloud.com/internal", /^true$/i],
  ["service.beta.kubernetes.io/openstack-internal-load-balancer", /^true$/i],
  ["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", /^intranet$/],
  ["service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", /^private$/],
  ["service.kubernetes.io/qcloud-loadbalancer-internal-subnetid", /./],
  ["load-balancer.hetzner.cloud/disable-public-network", /^true$/i],
  ["service.beta.kubernetes.io/cce-load-balancer-internal-vpc", /^true$/i],
  ["tailscale.com/expose", /^true$/i],
];

/** Annotations that ask MetalLB, Cilium or kube-vip for an address. */
const ADDRESSES = [
  "metallb.io/loadBalancerIPs",
  "metallb.universe.tf/loadBalancerIPs",
  "lbipam.cilium.io/ips",
  "io.cilium/lb-ipam-ips",
  "kube-vip.io/loadbalancerIPs",
];

/** Addresses of private networks (RFC 1918, RFC 4193). */
const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd][0-9a-f]{2}:)/i;

/** Classes whose load balancers only a private network reaches. */
const INTERNAL_CLASSES: ReadonlySet<string> = new Set(["tailscale"]);

/** Annotations that name the sources which may connect; the field does the same for every cloud. */
const RANGES = [
  "service.beta.kubernetes.io/load-balancer-source-ranges",
  "service.beta.kubernetes.io/azure-allowed-ip-ranges",
  "service.beta.kubernetes.io/azure-allowed-service-tags",
  "service.beta.kubernetes.io/aws-load-balancer-security-groups",
  "networking.gke.io/load-balancer-source-ranges",
];

export function isLoadBalancer(service: Resource): boolean {
  return service.at("spec", "type").value === "LoadBalancer";
}

/** Whether only the network of the cluster reaches the load balancer; also `true` where that cannot be known. */
export function isInternal(service: Resource): boolean {
  const annotations = service.at("metadata", "annotations");
  if (annotations.open || INTERNAL_CLASSES.has(service.at("spec", "loadBalancerClass").string ?? "")) return true;
  if (mayBePrivate(service.at("spec", "loadBalancerIP"))) return true;
  if (annotations.absent) return false;
  if (ADDRESSES.some((name) => mayBePrivate(annotations.at(name)))) return true;
  return INTERNAL.some(([name, value]) => {
    const field = annotations.at(name);
    return field.state === "unknown" || (field.value !== undefined && value.test(String(field.value)));
  });
}

function mayBePrivate({ state, string }: Field): boolean {
  return state === "unknown" || PRIVATE.test(string ?? "");
}

/** The ranges that may connect: where each is written, and its text. `undefined` if nothing restricts the sources. */
export function sourceRangesOf(service: Resource): readonly { readonly at: Field; readonly text: string }[] | undefined {
  const list = service.at("spec", "loadBalancerSourceRanges");
  if (list.state === "unknown" || list.open || list.items().length > 0)
    return list.items().flatMap((at) => (at.string === undefined ? [] : [{ at, text: at.string }]));
  const annotations = RANGES.map((name) => service.at("metadata", "annotations", name)).filter((field) => !field.absent);
  if (annotations.length === 0) return undefined;
  return annotations.flatMap((at) => (at.string ?? "").split(",").map((text) => ({ at, text: text.trim() })));
}

/** Whether a range holds every address. */
export function isEverywhere(range: string): boolean {
  return /^(?:0\.0\.0\.0|::|0:0:0:0:0:0:0:0)\/0$/.test(range.trim());
}

/** The words one of which stands in every Service with an exposure. */
export const EXPOSURE_WORDS: readonly string[] = ["NodePort", "LoadBalancer", "externalIPs"];

/** How clients outside the cluster reach the Service, in words; `undefined` if they do not, or if that cannot be known. */
export function exposureOf(service: Resource): string | undefined {
  const type = service.at("spec", "type").value;
  if (type === "NodePort") return "on every node";
  if (type === "LoadBalancer") return isInternal(service) ? undefined : "through a load balancer";
  return service.at("spec", "externalIPs").items().length > 0 ? "at external addresses" : undefined;
}
