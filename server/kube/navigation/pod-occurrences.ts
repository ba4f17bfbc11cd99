import { NONE } from "../../text/none.ts";
import type { Field } from "../../yaml/tree/field.ts";
import type { Pod } from "../pod.ts";
import type { Resource } from "../resource.ts";
import { lettersOf, lettersOfKey, type Noun, type Occurrence, type Owner, partOf } from "./occurrence.ts";

const OWN: Owner = { by: "self" };

/** The volumes, containers and images of a pod. */
export function podOccurrences(resource: Resource, pod: Pod, isPatch: boolean): readonly Occurrence[] {
  const volumes = pod.at("volumes").items();
  const claims = resource.kind === "StatefulSet" ? resource.at("spec", "volumeClaimTemplates").items() : NONE;
  return [
    ...volumes.flatMap((volume) => nameAt(volume.at("name"), "volume", !isPatch || volume.keys().length > 1)),
    ...claims.flatMap((claim) => nameAt(claim.at("metadata", "name"), "volume", !isPatch)),
    ...pod.containers.flatMap(({ field }) => inContainer(field, isPatch)),
    ...volumes.flatMap((volume) =>
      [
        volume.at("downwardAPI"),
        ...volume
          .at("projected", "sources")
          .items()
          .map((source) => source.at("downwardAPI")),
      ]
        .flatMap((one) => one.at("items").items())
        .flatMap((item) => nameAt(item.at("resourceFieldRef", "containerName"), "container", false)),
    ),
    ...inAnnotations(pod.metadata.at("annotations")),
  ];
}

function inContainer(container: Field, isPatch: boolean): readonly Occurrence[] {
  const used = (list: string, noun: Noun, ...path: readonly string[]) =>
    container
      .at(list)
      .items()
      .flatMap((item) => nameAt(item.at(...path), noun, false));
  return [
    ...nameAt(container.at("name"), "container", !isPatch || container.at("image").exists),
    ...imageAt(container.at("image"), false, OWN),
    ...used("volumeMounts", "volume", "name"),
    ...used("volumeDevices", "volume", "name"),
    ...used("env", "container", "valueFrom", "resourceFieldRef", "containerName"),
  ];
}

/** Annotations that name a container: in their value (kubectl) or in their name (AppArmor before Kubernetes 1.30). */
function inAnnotations(annotations: Field): readonly Occurrence[] {
  const usual = ["kubectl.kubernetes.io/default-container", "kubectl.kubernetes.io/default-logs-container"];
  const profiles = annotations.entries().flatMap(([name, field]): readonly Occurrence[] => {
    if (!name.startsWith(APP_ARMOR)) return NONE;
    const container = name.slice(APP_ARMOR.length);
    const letters = partOf(lettersOfKey(field), APP_ARMOR.length, container);
    return letters ? [{ noun: "container", name: container, declares: false, owner: OWN, site: letters, letters }] : NONE;
  });
  return [...usual.flatMap((name) => nameAt(annotations.at(name), "container", false)), ...profiles];
}

const APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

/** The image that a field names, without tag and digest. */
export function imageAt(field: Field, declares: boolean, owner: Owner): readonly Occurrence[] {
  const name = imageName(field.string ?? "");
  if (name === "") return NONE;
  const letters = partOf(lettersOf(field), 0, name);
  return letters ? [{ noun: "image", name, declares, owner, site: field.site, letters }] : NONE;
}

/** As kustomize cuts it (api/internal/image/image.go): a colon behind the last slash begins the tag. */
export function imageName(text: string): string {
  const [name = ""] = text.split("@");
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  return colon < 0 ? name : name.slice(0, colon);
}

function nameAt(field: Field, noun: Noun, declares: boolean): readonly Occurrence[] {
  const name = field.string;
  if (!name || field.origin !== "own") return NONE;
  return [{ noun, name, declares, owner: OWN, site: field.site, letters: lettersOf(field) }];
}
