import { NONE } from "../../text/none.ts";
import type { Field } from "../../yaml/tree/field.ts";
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
  return BY_KIND.get(resource.group === "" ? resource.kind : `${resource.group}/${resource.kind}`)?.(resource) ?? NONE;
}

type Provider = (resource: Resource) => readonly ProvidedObject[];

const BY_KIND: ReadonlyMap<string, Provider> = new Map<string, Provider>([
  ["ConfigMap", (map) => [itself(map, keysIn(map, "data", "binaryData"))]],
  ["Secret", (secret) => [itself(secret, keysIn(secret, "data", "stringData"))]],
  ["Service", (service) => [itself(service, portsIn(service.at("spec", "ports")))]],
  ["gateway.networking.k8s.io/Gateway", (gateway) => [itself(gateway, namedIn(gateway.at("spec", "listeners")))]],
  ["bitnami.com/SealedSecret", sealedSecret],
  ["cert-manager.io/Certificate", certificate],
  ["external-secrets.io/ExternalSecret", externalSecret],
  ["kustomize.config.k8s.io/Kustomization", generated],
]);

function itself({ group, kind, name, namespace, at }: Resource, parts: ProvidedObject["parts"]): ProvidedObject {
  return { group, kind, name, namespace, parts, site: siteOf(at("metadata", "name")) };
}

/** The keys of mappings; none can be known where a template may add some. */
function keysIn({ at }: Resource, ...mappings: readonly string[]): readonly PartFacts[] | undefined {
  const found: PartFacts[] = [];
  for (const mapping of mappings) {
    const field = at(mapping);
    if (field.open) return undefined;
    for (const [name, value] of field.entries()) found.push({ name, number: undefined, site: siteOf(value.key) });
  }
  return found;
}

function portsIn(ports: Field): readonly PartFacts[] | undefined {
  if (ports.open) return undefined;
  const found: PartFacts[] = [];
  for (const port of ports.items()) {
    const [name, number] = [port.at("name"), port.at("port")];
    if (port.open || name.state === "unknown" || number.state === "unknown") return undefined;
    found.push({ name: name.string, number: number.number, site: siteOf(name.exists ? name : number) });
  }
  return found;
}

function namedIn(list: Field): readonly PartFacts[] | undefined {
  if (list.open || list.items().some((item) => item.at("name").string === undefined)) return undefined;
  return list.items().map((item) => ({ name: item.at("name").string, number: undefined, site: siteOf(item.at("name")) }));
}

/** A Secret that an operator makes; its name is that of the field, or without one that of the object. */
function secretOf(resource: Resource, field: Field, parts: ProvidedObject["parts"]): readonly ProvidedObject[] {
  if (field.state === "unknown") return NONE;
  const at = field.string === undefined ? resource.at("metadata", "name") : field;
  const name = at.string;
  if (!name) return NONE;
  return [{ group: "", kind: "Secret", name, namespace: resource.namespace, parts, site: siteOf(at) }];
}

function sealedSecret(resource: Resource): readonly ProvidedObject[] {
  return secretOf(resource, resource.at("spec", "template", "metadata", "name"), undefined);
}

function certificate(resource: Resource): readonly ProvidedObject[] {
  return secretOf(resource, resource.at("spec", "secretName"), undefined);
}

function externalSecret(resource: Resource): readonly ProvidedObject[] {
  return secretOf(resource, resource.at("spec", "target", "name"), undefined);
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
