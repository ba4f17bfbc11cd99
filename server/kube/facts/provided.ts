import { NONE } from "../../text/none.ts";
import type { Field, Path } from "../../yaml/tree/field.ts";
import { hasPlaceholder } from "../../yaml/tree/placeholder.ts";
import type { Resource } from "../resource.ts";
import { type FactSite, siteOf } from "./site.ts";

/** An object that comes into being with this one: itself, where it has parts that others name, or one that something makes from it. */
export interface ProvidedObject {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** Its parts that others name: keys, ports, listeners; `undefined` where nobody can say which there are. */
  readonly parts: readonly PartFacts[] | undefined;
  readonly site: FactSite;
}

/** A key of a ConfigMap or Secret, a port of a Service, a listener of a Gateway. */
export interface PartFacts {
  readonly name: string | undefined;
  readonly number: number | undefined;
  readonly site: FactSite;
}

/** What an object provides. */
export function providedBy(resource: Resource): readonly ProvidedObject[] {
  const provider = BY_KIND.get(resource.group === "" ? resource.kind : `${resource.group}/${resource.kind}`);
  if (provider) return provider(resource);
  return resource.builtIn
    ? NONE
    : MADE_BY_OPERATORS.flatMap((path) => named(resource, "Secret", resource.at(...path), undefined));
}

type Provider = (resource: Resource) => readonly ProvidedObject[];
type Parts = ProvidedObject["parts"];

const BY_KIND: ReadonlyMap<string, Provider> = new Map<string, Provider>([
  ["ConfigMap", (map) => [itself(map, filled(keysIn(map, "data", "binaryData")))]],
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
  ["serving.knative.dev/Service", (service) => named(service, "Service", service.at("metadata", "name"), undefined)],
  ["trust.cert-manager.io/Bundle", (bundle) => named(bundle, "ConfigMap", bundle.at("metadata", "name"), undefined)],
  ["bitnami.com/SealedSecret", sealedSecret],
  ["cert-manager.io/Certificate", certificate],
  ["external-secrets.io/ExternalSecret", externalSecret],
  ["secrets-store.csi.x-k8s.io/SecretProviderClass", mountedSecrets],
  ["kustomize.config.k8s.io/Kustomization", generated],
  ["kustomize.config.k8s.io/Component", generated],
]);

/** Where custom resources name the Secret that their operator writes: Crossplane, Vault, Infisical, and others after them. */
const MADE_BY_OPERATORS: readonly Path[] = [
  ["spec", "writeConnectionSecretToRef", "name"],
  ["spec", "destination", "name"],
  ["spec", "managedSecretReference", "secretName"],
  ["spec", "target", "name"],
  ["spec", "secretName"],
];

function itself({ group, kind, name, namespace, at }: Resource, parts: Parts): ProvidedObject {
  return { group, kind, name, namespace, parts, site: siteOf(at("metadata", "name")) };
}

/** An object of the core group in the same namespace, by the field that names it; none where that is not known. */
function named(resource: Resource, kind: string, at: Field, parts: Parts): readonly ProvidedObject[] {
  const name = at.string;
  return name ? [{ group: "", kind, name, namespace: resource.namespace, parts, site: siteOf(at) }] : NONE;
}

/** The keys of mappings; none can be known where a template may add some, or decides whether there are any. */
function keysIn({ at }: Pick<Resource, "at">, ...mappings: readonly string[]): Parts {
  const found: PartFacts[] = [];
  if (at("metadata", "name").conditional) return undefined;
  for (const mapping of mappings) {
    const field = at(mapping);
    if (field.open) return undefined;
    for (const [name, value] of field.entries()) {
      if (value.conditional || hasPlaceholder(name)) return undefined;
      found.push(key(name, value.key));
    }
  }
  return found;
}

function key(name: string, place: Parameters<typeof siteOf>[0]): PartFacts {
  return { name, number: undefined, site: siteOf(place) };
}

/** Something else fills what is empty. */
function filled(parts: Parts): Parts {
  return parts && parts.length > 0 ? parts : undefined;
}

function secret(resource: Resource): readonly ProvidedObject[] {
  const isToken = resource.at("type").value === "kubernetes.io/service-account-token"; // a controller adds its keys
  return [itself(resource, isToken ? undefined : filled(keysIn(resource, "data", "stringData")))];
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

/** A Secret that an operator makes; its name is that of the field, or without one that of the object. */
function secretOf(resource: Resource, field: Field, parts: Parts): readonly ProvidedObject[] {
  if (field.state === "unknown") return NONE;
  return named(resource, "Secret", field.string === undefined ? resource.at("metadata", "name") : field, parts);
}

function sealedSecret(resource: Resource): readonly ProvidedObject[] {
  const { root } = resource;
  const own = keysIn({ at: (...path) => root.at("spec", ...path) }, "encryptedData");
  const template = keysIn({ at: (...path) => root.at("spec", "template", ...path) }, "data", "stringData");
  return secretOf(
    resource,
    resource.at("spec", "template", "metadata", "name"),
    own && template && filled([...own, ...template]),
  );
}

function certificate(resource: Resource): readonly ProvidedObject[] {
  const spec = resource.at("spec");
  const plain = spec.at("keystores").absent && spec.at("additionalOutputFormats").absent;
  const name = spec.at("secretName");
  return secretOf(resource, name, plain ? ["tls.crt", "tls.key", "ca.crt"].map((one) => key(one, name)) : undefined);
}

function externalSecret(resource: Resource): readonly ProvidedObject[] {
  const spec = resource.at("spec");
  const target = spec.at("target");
  const [data, dataFrom] = [spec.at("data"), spec.at("dataFrom")];
  const isKnown = !data.open && dataFrom.absent && target.at("template").absent;
  const keys = data.items().flatMap((item) => {
    const at = item.at("secretKey");
    return at.string ? [key(at.string, at)] : [];
  });
  return secretOf(resource, target.at("name"), isKnown && keys.length === data.items().length ? filled(keys) : undefined);
}

function mountedSecrets(resource: Resource): readonly ProvidedObject[] {
  return resource
    .at("spec", "secretObjects")
    .items()
    .flatMap((item) => named(resource, "Secret", item.at("secretName"), undefined));
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
