import { NONE } from "../../text/none.ts";
import { type Failure, failuresOf } from "../admission/pod-security-checks.ts";
import { type Labels, readLabels } from "../labels.ts";
import type { Container, ContainerRole, Pod } from "../pod.ts";
import { type FactSite, siteOf } from "./site.ts";

/** The pods that an object runs. */
export interface PodFacts {
  readonly labels: Labels;
  /** A template may add labels. */
  readonly uncertain: boolean;
  /** The account that they run as, `default` where they say none; `undefined` where a template decides. */
  readonly serviceAccount: string | undefined;
  /** As the pods say it; `undefined` where they do not. */
  readonly automountToken: boolean | undefined;
  readonly hostNetwork: boolean;
  /** The resources that the pod as a whole requests. */
  readonly requests: readonly string[];
  readonly containers: readonly ContainerFacts[];
  /** What the levels of Pod Security deny in them, each reason once. */
  readonly failures: readonly SecurityFailure[];
  readonly runtimeClass: string | undefined;
  /** The pods' spec. */
  readonly site: FactSite;
}

/** A check of Pod Security that the pods fail. */
export interface SecurityFailure extends Omit<Failure, "at"> {
  readonly site: FactSite;
}

interface ContainerFacts {
  readonly name: string;
  readonly role: ContainerRole;
  /** As written; `undefined` where it cannot be known. */
  readonly image: string | undefined;
  /** The resources that it requests, or limits (which requests as much). */
  readonly requests: readonly string[];
  readonly ports: readonly PortFacts[];
  /** Something decides its ports that cannot be known. */
  readonly uncertain: boolean;
}

interface PortFacts {
  readonly name: string | undefined;
  readonly number: number;
  readonly protocol: string;
  readonly site: FactSite;
}

/** What others may ask of the pods of an object. */
export function podFacts(pod: Pod | undefined): readonly PodFacts[] {
  if (!pod) return NONE;
  const account = pod.at("serviceAccountName").exists ? pod.at("serviceAccountName") : pod.at("serviceAccount");
  const automount = pod.at("automountServiceAccountToken").value;
  return [
    {
      ...readLabels(pod.metadata.at("labels")),
      serviceAccount: account.absent ? "default" : account.string,
      automountToken: typeof automount === "boolean" ? automount : undefined,
      requests: [...pod.at("resources", "requests").keys(), ...pod.at("resources", "limits").keys()],
      hostNetwork: pod.at("hostNetwork").value === true,
      containers: pod.containers.map(containerFacts),
      failures: securityFailures(pod),
      runtimeClass: pod.at("runtimeClassName").string,
      site: siteOf(pod.spec.key),
    },
  ];
}

function securityFailures(pod: Pod): readonly SecurityFailure[] {
  const found: SecurityFailure[] = [];
  for (const { reason, baseline, restricted, at } of failuresOf(pod)) {
    const isSame = (one: SecurityFailure) =>
      one.reason === reason && isSameRange(one.baseline, baseline) && isSameRange(one.restricted, restricted);
    if (!found.some(isSame)) found.push({ reason, baseline, restricted, site: siteOf(at) });
  }
  return found.length === 0 ? NONE : found;
}

function isSameRange(a: Failure["baseline"], b: Failure["baseline"]): boolean {
  return a?.since === b?.since && a?.until === b?.until;
}

/** What a template decides may be all that is asked for. */
const ANY: readonly string[] = ["cpu", "memory", "ephemeral-storage"];

function containerFacts(container: Container): ContainerFacts {
  const { role, field } = container;
  const ports = field.at("ports");
  const known: PortFacts[] = [];
  for (const port of ports.items()) {
    const number = port.at("containerPort").number;
    if (number === undefined) continue;
    const named = port.at("name");
    const site = siteOf(named.exists ? named : port.at("containerPort"));
    known.push({ name: named.string, number, protocol: port.at("protocol").string ?? "TCP", site });
  }
  const requests = new Set(["requests", "limits"].flatMap((list) => field.at("resources", list).keys()));
  const isOpen = field.at("resources").open || field.at("resources", "requests").open || field.at("resources", "limits").open;
  const image = field.at("image").string;
  const name = container.name;
  return {
    name,
    role,
    image,
    requests: isOpen ? ANY : requests.size === 0 ? NONE : [...requests],
    ports: known.length === 0 ? NONE : known,
    uncertain: ports.open || known.length < ports.items().length,
  };
}
