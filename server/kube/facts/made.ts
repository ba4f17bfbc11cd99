import { NONE } from "../../text/none.ts";
import type { Field, Path } from "../../yaml/tree/field.ts";
import type { Resource } from "../resource.ts";
import { copied, filled, key, keysIn, named, type Parts, type ProvidedObject } from "./provided-object.ts";
import { siteOf } from "./site.ts";

/** What operators and policy engines make of an object of their kinds; `undefined` for a kind that is not in the tables. */
export function madeBy(resource: Resource): readonly ProvidedObject[] | undefined {
  return MAKERS.get(`${resource.group}/${resource.kind}`)?.(resource);
}

/** The Secrets that an operator writes, in the fields that custom resources use for their names. */
export function secretsNamedIn(resource: Resource): readonly ProvidedObject[] {
  return NAMES_OF_SECRETS.flatMap((path) => named(resource, "Secret", resource.at(...path), undefined));
}

/** Where custom resources name the Secret that their operator writes: Crossplane, Vault, Infisical, Doppler, and others after them. */
const NAMES_OF_SECRETS: readonly Path[] = [
  ["spec", "writeConnectionSecretToRef", "name"],
  ["spec", "destination", "name"],
  ["spec", "managedSecretReference", "secretName"],
  ["spec", "managedSecret", "name"],
  ["spec", "output", "secret", "name"],
  ["spec", "target", "name"],
  ["spec", "secretName"],
];

type Maker = (resource: Resource) => readonly ProvidedObject[];

const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ["serving.knative.dev/Service", (service) => named(service, "Service", service.at("metadata", "name"), undefined)],
  ["trust.cert-manager.io/Bundle", bundle],
  ["bitnami.com/SealedSecret", sealedSecret],
  ["cert-manager.io/Certificate", certificate],
  ["external-secrets.io/ExternalSecret", externalSecret],
  ["external-secrets.io/ClusterExternalSecret", clusterExternalSecret],
  ["secrets-store.csi.x-k8s.io/SecretProviderClass", (one) => listed(one, ["spec", "secretObjects"], "secretName")],
  ["isindir.github.com/SopsSecret", (one) => listed(one, ["spec", "secretTemplates"], "name")],
  ["services.k8s.aws/FieldExport", fieldExport],
  ["cassandra.datastax.com/CassandraDatacenter", superuser],
  ["kyverno.io/ClusterPolicy", generatedByRules],
  ["kyverno.io/Policy", generatedByRules],
  ["capsule.clastix.io/Tenant", madeForTenant],
]);

/** A Secret that an operator makes; its name is that of the field, or without one that of the object. */
function secretOf(resource: Resource, field: Field, parts: Parts): readonly ProvidedObject[] {
  if (field.state === "unknown") return NONE;
  return named(resource, "Secret", field.string === undefined ? resource.at("metadata", "name") : field, parts);
}

function sealedSecret(resource: Resource): readonly ProvidedObject[] {
  const { root } = resource;
  const own = keysIn({ at: (...path) => root.at("spec", ...path) }, "encryptedData");
  const template = keysIn({ at: (...path) => root.at("spec", "template", ...path) }, "data", "stringData");
  const metadata = resource.at("spec", "template", "metadata");
  const parts = own && template && filled([...own, ...template]);
  return secretOf(copied(resource, metadata), metadata.at("name"), parts);
}

function certificate(resource: Resource): readonly ProvidedObject[] {
  const spec = resource.at("spec");
  const plain = spec.at("keystores").absent && spec.at("additionalOutputFormats").absent;
  const name = spec.at("secretName");
  const made = copied(resource, spec.at("secretTemplate"));
  return secretOf(made, name, plain ? ["tls.crt", "tls.key", "ca.crt"].map((one) => key(one, name)) : undefined);
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
  const made = copied(resource, target.at("template", "metadata"));
  return secretOf(made, target.at("name"), isKnown && keys.length === data.items().length ? filled(keys) : undefined);
}

/** In every namespace that its selector selects; without a name of its own the ExternalSecret has that of the object. */
function clusterExternalSecret(resource: Resource): readonly ProvidedObject[] {
  const own = resource.at("spec", "externalSecretName");
  const target = resource.at("spec", "externalSecretSpec", "target", "name");
  return secretOf(resource, target.exists ? target : own, undefined);
}

/** A bundle of certificate authorities stands in every namespace: in a ConfigMap, or in a Secret if its target is one. */
function bundle(resource: Resource): readonly ProvidedObject[] {
  const target = resource.at("spec", "target");
  const kinds = ["configMap", "secret"].filter((kind) => target.at(kind).exists);
  return (kinds.length === 0 ? ["configMap"] : kinds)
    .map((kind) => (kind === "secret" ? "Secret" : "ConfigMap"))
    .flatMap((kind) => named(resource, kind, resource.at("metadata", "name"), undefined));
}

/** Secrets that the items of a list name. */
function listed(resource: Resource, list: Path, name: string): readonly ProvidedObject[] {
  return resource
    .at(...list)
    .items()
    .flatMap((item) => named(resource, "Secret", item.at(name), undefined));
}

/** https://aws-controllers-k8s.github.io/community/docs/user-docs/field-export */
function fieldExport(resource: Resource): readonly ProvidedObject[] {
  const to = resource.at("spec", "to");
  const kind = to.at("kind").string?.toLowerCase() === "configmap" ? "ConfigMap" : "Secret";
  return named({ ...resource, namespace: to.at("namespace").string ?? resource.namespace }, kind, to.at("name"), undefined);
}

/** `<cluster>-superuser`, unless another one is given. */
function superuser(resource: Resource): readonly ProvidedObject[] {
  const cluster = resource.at("spec", "clusterName");
  return named(resource, "Secret", cluster, undefined).map((one) => ({
    ...one,
    name: `${one.name.toLowerCase().replaceAll(/[^a-z0-9]/g, "")}-superuser`,
  }));
}

/**
 * What the rules of a Kyverno policy generate, in the namespaces that they are for: with `""` as the name of what nobody can know, as where a list of
 * objects is cloned.
 */
function generatedByRules(policy: Resource): readonly ProvidedObject[] {
  return policy
    .at("spec", "rules")
    .items()
    .flatMap((rule) => {
      const generate = rule.at("generate");
      const kinds = generate.at("cloneList", "kinds").items();
      const [apiVersion = "", kind = ""] = [generate.at("apiVersion").string, generate.at("kind").string];
      const name = generate.at("name");
      return [
        ...(kind === "" ? NONE : [generated(policy, `${apiVersion}/${kind}`, name.string ?? "", name)]),
        ...kinds.map((one) => generated(policy, one.string ?? "", "", one)),
      ];
    });
}

/** `type` is `v1/Secret` or `apps/v1/Deployment`. */
function generated({ namespace }: Resource, type: string, name: string, at: Field): ProvidedObject {
  const parts = type.split("/");
  const group = parts.length > 2 ? (parts[0] as string) : "";
  return { group, kind: parts.at(-1) as string, name, namespace, parts: undefined, site: siteOf(at) };
}

/** What Capsule makes in each namespace of a tenant. */
function madeForTenant(tenant: Resource): readonly ProvidedObject[] {
  const kinds = { networkPolicies: "NetworkPolicy", limitRanges: "LimitRange", resourceQuotas: "ResourceQuota" };
  return Object.entries(kinds).flatMap(([list, kind]): readonly ProvidedObject[] => {
    const at = tenant.at("spec", list);
    const apiVersion = kind === "NetworkPolicy" ? "networking.k8s.io/v1" : "v1";
    return at.exists ? [generated(tenant, `${apiVersion}/${kind}`, "", at)] : NONE;
  });
}
