import { type CompletionItem, CompletionItemKind } from "vscode-languageserver";
import { factsOf, type ResourceFacts } from "../../kube/facts/facts.ts";
import { sameNamespace } from "../../kube/facts/indexed-object.ts";
import { podSelectorOf } from "../../kube/facts/queries.ts";
import { type Nameable, nameablesAt } from "../../kube/facts/reference.ts";
import { selects } from "../../kube/labels.ts";
import { ownNamesAt } from "../../kube/navigation/nameable.ts";
import { imageName } from "../../kube/navigation/pod-occurrences.ts";
import { podOf } from "../../kube/pod.ts";
import { type Resource, resourcesOf } from "../../kube/resource.ts";
import { Field, type Path } from "../../yaml/tree/field.ts";
import type { DocumentSnapshot, Session } from "../session/session.ts";
import { documentAt } from "./api-field.ts";
import { placeAt, type TypingPlace } from "./config-place.ts";

/** Completes names of objects, their keys and ports, and the labels of pods in selectors: with what the files of the workspace define. */
export function nameCompletions({ text, positions }: DocumentSnapshot, offset: number, session: Session): CompletionItem[] {
  const found = documentAt(text, offset);
  const place = found && placeAt(text.slice(found.span.start, offset), offset - found.span.start);
  if (!found || place?.wants === undefined) return [];
  const path = pathOf(Field.root(found.tree), place.path, offset - found.span.start);
  const resource = resourcesOf(found.tree).find(({ root }) => root.path.every((segment, i) => segment === path[i]));
  if (!resource) return [];
  const range = positions.range({ start: offset - place.word.length, end: offset });
  const details = new Map<string, string>();
  const names = place.wants === "key" ? labelKeysAt(resource, path, place.siblings, session) : namesAt(resource, path, session);
  for (const [label, detail] of names) if (!details.has(label)) details.set(label, detail);
  return [...details]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, detail]) => ({ label, detail, kind: CompletionItemKind.Reference, textEdit: { range, newText: label } }));
}

type Named = readonly [label: string, detail: string];

function namesAt(resource: Resource, path: Path, session: Session): readonly Named[] {
  const own = factsOf(resource, podOf(resource));
  const objects = [...session.linter.writtenObjects()].map(({ facts }) => facts);
  const local = ownNamesAt(resource, path).map((name): Named => [name, `${resource.kind} ${resource.name}`.trim()]);
  if (local.length > 0) return local;
  if (path.at(-3) === "images" && path.at(-1) === "name" && own.group === "kustomize.config.k8s.io") return imagesOf(objects);
  const isPolicyPort = own.kind === "NetworkPolicy" && path.at(-3) === "ports" && path.at(-1) === "port";
  if (isPolicyPort) return portsOf(own, objects);
  const meant = nameablesAt(resource, podOf(resource), path).flatMap((one) => namesOf(one, own, objects));
  return meant.length > 0 ? meant : labelsAt(own, path, objects);
}

function namesOf({ kind, partOf }: Nameable, own: ResourceFacts, objects: readonly ResourceFacts[]): readonly Named[] {
  if (partOf === "" && kind === "Pod") return portsOf(own, objects);
  return objects.flatMap((object): readonly Named[] => {
    const all = [object, ...object.provides].filter((one) => one.kind === kind && sameNamespace(one.namespace, own.namespace));
    if (partOf === undefined)
      return all.flatMap(({ name }): readonly Named[] => (name === "" ? [] : [[name, `${object.kind}${inWords(object)}`]]));
    const parts = object.provides.filter((one) => all.includes(one) && (partOf === "" || one.name === partOf));
    return parts.flatMap((one) =>
      (one.parts ?? []).map((part): Named => [String(part.name ?? part.number), `${kind} ${one.name}`]),
    );
  });
}

/** The ports of the pods that the object selects. */
function portsOf(own: ResourceFacts, objects: readonly ResourceFacts[]): readonly Named[] {
  const selector = podSelectorOf(own);
  return objects
    .filter(
      ({ pods, namespace }) =>
        sameNamespace(namespace, own.namespace) && pods.some(({ labels }) => selector && selects(selector, labels)),
    )
    .flatMap(({ kind, name, pods }) =>
      pods.flatMap(({ containers }) =>
        containers.flatMap(({ ports }) => ports.map((port): Named => [port.name ?? String(port.number), `${kind} ${name}`])),
      ),
    );
}

/** The images that containers name, without tag and digest. */
function imagesOf(objects: readonly ResourceFacts[]): readonly Named[] {
  return objects.flatMap(({ kind, name, pods }) =>
    pods.flatMap(({ containers }) =>
      containers.flatMap(({ image }): readonly Named[] => (image ? [[imageName(image), `${kind} ${name}`]] : [])),
    ),
  );
}

/** The labels of the pods of the namespace, `key: value`, where a mapping of them is being written in a selector. */
function labelKeysAt(resource: Resource, path: Path, siblings: readonly string[], session: Session): readonly Named[] {
  const isService = resource.kind === "Service" && path.at(-1) === "selector";
  if (!isService && path.at(-1) !== "matchLabels") return [];
  const own = factsOf(resource, podOf(resource));
  return [...session.linter.writtenObjects()].flatMap(({ facts: { kind, name, namespace, pods } }) =>
    sameNamespace(namespace, own.namespace)
      ? pods.flatMap(({ labels }) =>
          Object.entries(labels)
            .filter(([key]) => !siblings.includes(key))
            .map(([key, value]): Named => [`${key}: ${value}`, `${kind} ${name}`]),
        )
      : [],
  );
}

/** The values that the label has on the pods of the namespace, inside a selector of pods. */
function labelsAt(own: ResourceFacts, path: Path, objects: readonly ResourceFacts[]): readonly Named[] {
  const label = path.at(-1);
  const inSelector = path.includes("selector") || path.includes("podSelector") || path.includes("matchLabels");
  if (typeof label !== "string" || !inSelector) return [];
  return objects.flatMap(({ kind, name, namespace, pods }) =>
    sameNamespace(namespace, own.namespace)
      ? pods.flatMap(({ labels }): readonly Named[] => {
          const value = labels[label];
          return value === undefined ? [] : [[value, `${kind} ${name}`]];
        })
      : [],
  );
}

function inWords({ namespace }: ResourceFacts): string {
  return namespace === undefined ? "" : ` in ${namespace}`;
}

/** The path with the numbers of the items that the offset stands in. */
function pathOf(root: Field, typed: TypingPlace["path"], offset: number): Path {
  let field = root;
  for (const segment of typed) {
    const last = field.items().findLastIndex(({ node }) => node !== undefined && node.start <= offset);
    field = field.at(segment ?? Math.max(last, 0));
  }
  return field.path;
}
