import { NONE } from "../../text/none.ts";
import type { Field } from "../../yaml/tree/field.ts";
import { readSelector } from "../labels.ts";
import type { Pod } from "../pod.ts";
import type { Resource } from "../resource.ts";
import { lettersOf, type Occurrence, type Owner } from "./occurrence.ts";

/** The ports of containers where they are defined, and where probes, Services, policies and monitors name them. */
export function portOccurrences(resource: Resource, pod: Pod | undefined, isPatch: boolean): readonly Occurrence[] {
  return [...(pod?.containers.flatMap(({ field }) => portsOf(field, isPatch)) ?? NONE), ...portsOfSelected(resource)];
}

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"].map((name) => [name]);
const HOOKS = ["postStart", "preStop"].map((name) => ["lifecycle", name]);

function portsOf(container: Field, isPatch: boolean): readonly Occurrence[] {
  const owner: Owner = { by: "self" };
  const defined = container
    .at("ports")
    .items()
    .flatMap((port) => [
      ...portAt(port.at("name"), !isPatch || port.at("containerPort").exists, owner),
      ...portAt(port.at("containerPort"), true, owner),
    ]);
  const used = [...PROBES, ...HOOKS].flatMap((path) =>
    ["httpGet", "tcpSocket"].flatMap((how) => portAt(container.at(...path, how, "port"), false, owner)),
  );
  return [...defined, ...used];
}

/** Where ports of selected pods are named: those of a Service's pods, of the pods that a policy is for, of the peers that it lets out to. */
function portsOfSelected({ group, kind, at }: Resource): readonly Occurrence[] {
  const selected = { by: "selector", kind: "Pod", selector: undefined, namespace: "own" } as const;
  switch (`${group}/${kind}`) {
    case "/Service":
      return at("spec", "ports")
        .items()
        .flatMap((port) => portAt(port.at("targetPort").absent ? port.at("port") : port.at("targetPort"), false, selected));
    case "networking.k8s.io/NetworkPolicy":
      return [
        ...rules("ingress").flatMap((rule) => portsIn(rule, selected)),
        ...rules("egress").flatMap((rule) =>
          rule
            .at("to")
            .items()
            .filter((peer) => peer.at("podSelector").exists)
            .flatMap((peer) => portsIn(rule, { ...selected, selector: readSelector(peer.at("podSelector")), namespace: "any" })),
        ),
      ];
    case "monitoring.coreos.com/PodMonitor":
      return listed("podMetricsEndpoints", { ...selected, namespace: "any" });
    case "monitoring.coreos.com/ServiceMonitor":
      return listed("endpoints", { ...selected, kind: "Service", namespace: "any" }).map((one) => ({ ...one, noun: "part" }));
    default:
      return NONE;
  }

  function rules(direction: string): readonly Field[] {
    return at("spec", direction).items();
  }

  function listed(list: string, owner: Owner): readonly Occurrence[] {
    return at("spec", list)
      .items()
      .flatMap((item) => portAt(item.at("port"), false, owner));
  }
}

function portsIn(rule: Field, owner: Owner): readonly Occurrence[] {
  return rule
    .at("ports")
    .items()
    .flatMap((port) => portAt(port.at("port"), false, owner));
}

function portAt(field: Field, declares: boolean, owner: Owner): readonly Occurrence[] {
  const { value, origin } = field;
  if (origin !== "own" || (typeof value !== "string" && typeof value !== "number")) return NONE;
  const letters = typeof value === "string" ? lettersOf(field) : undefined;
  return [{ noun: "port", name: value, declares, owner, site: field.site, letters }];
}
