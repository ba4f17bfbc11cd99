import { NONE } from "../../text/none.ts";
import type { Field, Path } from "../../yaml/tree/field.ts";
import type { Resource } from "../resource.ts";
import { madeBy, secretsNamedIn } from "./made.ts";
import {
  copied,
  filled,
  itself,
  key,
  keysIn,
  named,
  type PartFacts,
  type Parts,
  type ProvidedObject,
} from "./provided-object.ts";
import { siteOf } from "./site.ts";

/** What an object provides. */
export function providedBy(resource: Resource): readonly ProvidedObject[] {
  const provider = BY_KIND.get(resource.group === "" ? resource.kind : `${resource.group}/${resource.kind}`);
  if (provider) return provider(resource);
  return resource.builtIn ? NONE : (madeBy(resource) ?? secretsNamedIn(resource));
}

type Provider = (resource: Resource) => readonly ProvidedObject[];

const BY_KIND: ReadonlyMap<string, Provider> = new Map<string, Provider>([
  ["ConfigMap", (map) => [itself(copied(map, map.at("metadata")), filled(keysIn(map, "data", "binaryData")))]],
  ["Secret", secret],
  [
    "ResourceQuota",
    (quota) => [itself(quota, isForSome(quota) ? undefined : keysIn({ at: (...path) => quota.at("spec", ...path) }, "hard"))],
  ],
  ["LimitRange", (range) => [itself(range, defaultsIn(range))]],
  ["Service", (service) => [itself(service, portsIn(service.at("spec", "ports")))]],
  ["apps/StatefulSet", claims],
  ["networking.k8s.io/Ingress", (ingress) => issuedFor(ingress, ["spec", "tls"], (item) => [item.at("secretName")])],
  ["gateway.networking.k8s.io/Gateway", gateway],
  ["kustomize.config.k8s.io/Kustomization", generated],
  ["kustomize.config.k8s.io/Component", generated],
]);

function secret(resource: Resource): readonly ProvidedObject[] {
  const isToken = resource.at("type").value === "kubernetes.io/service-account-token"; // a controller adds its keys
  return [
    itself(copied(resource, resource.at("metadata")), isToken ? undefined : filled(keysIn(resource, "data", "stringData"))),
  ];
}

/** Whether a quota is for some pods only. */
function isForSome({ at }: Resource): boolean {
  return at("spec", "scopes").exists || at("spec", "scopeSelector").exists;
}

/** The requests and limits that a LimitRange gives containers without: `limits.memory` (LimitRanger, defaultContainerResourceRequirements). */
function defaultsIn(range: Resource): Parts {
  return range
    .at("spec", "limits")
    .items()
    .filter((item) => item.at("type").value === "Container")
    .flatMap((item) =>
      DEFAULTS.flatMap(([field, gives]) =>
        item
          .at(field)
          .entries()
          .flatMap(([name, value]) => gives.map((list) => key(`${list}.${name}`, value.key))),
      ),
    );
}

/** What each field gives: a limit that is given is requested as well, and a maximum is the default of its own resource. */
const DEFAULTS: readonly (readonly [field: string, gives: readonly string[]])[] = [
  ["default", ["limits", "requests"]],
  ["max", ["limits", "requests"]],
  ["defaultRequest", ["requests"]],
];

function portsIn(ports: Field): Parts {
  if (ports.open) return undefined;
  const found: PartFacts[] = [];
  for (const port of ports.items()) {
    const [name, number] = [port.at("name"), port.at("port")];
    if (port.open || name.state === "unknown" || number.state === "unknown") return undefined;
    found.push({ name: name.string, number: number.number, site: siteOf(name.exists ? name : number) });
  }
  return found;
}

/** The claims of a StatefulSet: `<template>-<set>-<ordinal>`. */
function claims(set: Resource): readonly ProvidedObject[] {
  const replicas = Math.min(set.at("spec", "replicas").number ?? 1, MANY_REPLICAS);
  return set
    .at("spec", "volumeClaimTemplates")
    .items()
    .flatMap((template): readonly ProvidedObject[] => {
      const name = template.at("metadata", "name");
      if (!name.string || !set.name) return NONE;
      return Array.from({ length: Math.max(replicas, 1) }, (_, i) => ({
        group: "",
        kind: "PersistentVolumeClaim",
        name: `${name.string}-${set.name}-${i}`,
        namespace: set.namespace,
        parts: undefined,
        site: siteOf(name),
      }));
    });
}

const MANY_REPLICAS = 16;

function gateway(resource: Resource): readonly ProvidedObject[] {
  const listeners = resource.at("spec", "listeners");
  const isKnown = !listeners.open && listeners.items().every((item) => item.at("name").string !== undefined);
  const parts = listeners.items().map((item) => key(item.at("name").string ?? "", item.at("name")));
  const certificates = (item: Field) =>
    item
      .at("tls", "certificateRefs")
      .items()
      .map((one) => one.at("name"));
  return [itself(resource, isKnown ? parts : undefined), ...issuedFor(resource, ["spec", "listeners"], certificates)];
}

/** Annotations by which cert-manager is asked for the certificates that an Ingress or a Gateway names. */
const ISSUERS = ["cert-manager.io/issuer", "cert-manager.io/cluster-issuer", "kubernetes.io/tls-acme"];

function issuedFor(resource: Resource, list: Path, names: (item: Field) => readonly Field[]): readonly ProvidedObject[] {
  if (!ISSUERS.some((issuer) => resource.at("metadata", "annotations", issuer).exists)) return NONE;
  return resource
    .at(...list)
    .items()
    .flatMap(names)
    .flatMap((name) => named(resource, "Secret", name, undefined));
}

/** The ConfigMaps and Secrets that a kustomization generates. */
function generated(resource: Resource): readonly ProvidedObject[] {
  return (["configMap", "secret"] as const).flatMap((generator) =>
    resource
      .at(`${generator}Generator`)
      .items()
      .flatMap((item): readonly ProvidedObject[] => {
        const name = item.at("name");
        if (!name.string) return NONE;
        const kind = generator === "secret" ? "Secret" : "ConfigMap";
        const namespace = item.at("namespace").string ?? resource.at("namespace").string;
        return [{ group: "", kind, name: name.string, namespace, parts: undefined, site: siteOf(name) }];
      }),
  );
}
