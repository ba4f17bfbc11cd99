// What pkg/apis/*/validation of Kubernetes asks of several fields of an object, for kinds of which nothing else is asked.
import {
  type Context,
  dnsSubdomainProblem,
  type Field,
  hasPlaceholder,
  isIpAddress,
  nearlySame,
  type Resource,
} from "../../server/api.ts";

type Report = Context["report"];

export const REFUSALS: Readonly<Record<string, (resource: Resource, report: Report) => void>> = {
  APIService: apiService,
  Deployment: deadline,
  EndpointSlice: slice,
  IPAddress: address,
  PersistentVolumeClaim: source,
  PriorityLevelConfiguration: queues,
  ResourceClaim: (resource, report) => claim(resource.at("spec", "devices"), report),
  ResourceClaimTemplate: (resource, report) => claim(resource.at("spec", "spec", "devices"), report),
  Service: service,
};

/** ValidateAPIService. */
function apiService(resource: Resource, report: Report): void {
  const [name, version, group] = [resource.at("metadata", "name"), resource.at("spec", "version"), resource.at("spec", "group")];
  if (!name.string || version.string === undefined || !group.string) return;
  if ([name, version, group].some(({ string }) => hasPlaceholder(string ?? ""))) return;
  const wanted = `${version.string}.${group.string}`;
  if (name.string !== wanted) report(name, `The name must be ${wanted}, after spec.version and spec.group.`);
}

/** ValidateDeploymentSpec. */
function deadline(resource: Resource, report: Report): void {
  const [least, most] = [resource.at("spec", "minReadySeconds"), resource.at("spec", "progressDeadlineSeconds")];
  // 600 seconds by default.
  const limit = most.absent ? 600 : most.number;
  if (limit === undefined || (least.number ?? (least.absent ? 0 : -1)) < limit) return;
  const field = most.exists ? most : least;
  report(field, `progressDeadlineSeconds (${limit}) must be more than minReadySeconds (${least.number ?? 0}).`);
}

/** ValidateEndpointSlice: the addresses are of the type that the slice says. */
function slice(resource: Resource, report: Report): void {
  const type = resource.at("addressType").string;
  for (const endpoint of resource.at("endpoints").items())
    for (const field of endpoint.at("addresses").items()) {
      if (field.raw === null || field.raw === "") report(field, "An item of addresses is empty.");
      const text = field.string;
      if (!text || type === undefined || hasPlaceholder(text)) continue;
      const isName = dnsSubdomainProblem(text) === undefined && !isIpAddress(text);
      const fits = type === "FQDN" ? isName : isIpAddress(text) && text.includes(":") === (type === "IPv6");
      if (!fits) report(field, `"${text}" is not ${KINDS_OF_ADDRESS[type] ?? "an address"}, as addressType ${type} says.`);
    }
}

const KINDS_OF_ADDRESS: Readonly<Record<string, string>> = {
  FQDN: "a domain name",
  IPv4: "an IPv4 address",
  IPv6: "an IPv6 address",
};

/** ValidateIPAddressName. */
function address(resource: Resource, report: Report): void {
  const name = resource.at("metadata", "name");
  if (name.string && !hasPlaceholder(name.string) && !isIpAddress(name.string))
    report(name, `The name of an IPAddress is the address, and "${name.string}" is none.`);
}

/** EnforceDataSourceBackwardsCompatibility: what else is named there the server leaves out, without a word. */
function source(resource: Resource, report: Report): void {
  const field = resource.at("spec", "dataSource");
  const [group, kind] = [field.at("apiGroup"), field.at("kind")];
  if (!field.isMapping || field.open || [group, kind].some(({ state }) => state === "unknown")) return;
  const type = `${group.string ?? ""}/${kind.string ?? ""}`;
  if (SOURCES.has(type)) return;
  report(field.key, "dataSource is dropped: it can only be a claim or a VolumeSnapshot. Use dataSourceRef.", {
    severity: "warning",
  });
}

const SOURCES: ReadonlySet<string> = new Set(["/PersistentVolumeClaim", "snapshot.storage.k8s.io/VolumeSnapshot"]);

/** validatePriorityLevelConfiguration: a hand is dealt from the queues. */
function queues(resource: Resource, report: Report): void {
  const queuing = resource.at("spec", "limited", "limitResponse", "queuing");
  const [hand, all] = [queuing.at("handSize"), queuing.at("queues")];
  const count = all.number || 64; // the default
  if (hand.number !== undefined && all.state !== "unknown" && hand.number > count)
    report(hand, `handSize ${hand.number} is more than the ${count} queues.`);
}

/** validateDeviceClaim: what names requests names those of the claim. */
function claim(devices: Field, report: Report): void {
  const requests = devices.at("requests");
  const known = requests.items().flatMap((request) => {
    const name = request.at("name").string;
    const below = request
      .at("firstAvailable")
      .items()
      .map((one) => `${name}/${one.at("name").string}`);
    return name === undefined ? [undefined] : [name, ...below];
  });
  if (requests.open || devices.open || known.includes(undefined)) return;
  const names = known as readonly string[];
  for (const list of ["constraints", "config"])
    for (const item of devices.at(list).items())
      for (const use of item.at("requests").items()) {
        const name = use.string;
        if (use.raw === null || use.raw === "") report(use, "An item of requests is empty.");
        if (!name || names.includes(name) || hasPlaceholder(name)) continue;
        const near = nearlySame(name, names);
        report(use, `The claim has no request "${name}"${near === undefined ? "." : `; did you mean "${near}"?`}`);
      }
}

/** ValidateServiceClusterIPsRelatedFields. */
function service(resource: Resource, report: Report): void {
  const [one, all] = [resource.at("spec", "clusterIP"), resource.at("spec", "clusterIPs")];
  const [first, second] = all.items();
  if ([one, first].some((field) => hasPlaceholder(field?.string ?? ""))) return;
  if (first?.string !== undefined && one.string !== undefined && first.string !== one.string)
    report(first, `The first of clusterIPs must be clusterIP, ${one.string === "" ? "which is empty" : one.string}.`);
  else if (first?.string !== undefined && one.absent && !one.parent?.open)
    report(all.key, "clusterIPs cannot be set without clusterIP, which is the first of them.");
  if (first?.string === "None" && second) report(second, "A headless Service (clusterIP: None) has no other address.");
}
