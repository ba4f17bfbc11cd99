import { type IndexedObject, sameNamespace } from "../../kube/facts/object-index.ts";
import type { Reference } from "../../kube/facts/reference.ts";
import { isOfOtherEnvironment, type Target, targetsOf, type Wanted } from "../../kube/facts/resolve.ts";
import { selects } from "../../kube/labels.ts";
import type { Owner } from "../../kube/navigation/occurrence.ts";
import { decodedUri, folderOf } from "../../text/path.ts";
import type { BuiltObject } from "../overlay/built-object.ts";
import type { Linter } from "../workspace/linter.ts";
import type { Holder, PlacedOccurrence } from "./placed.ts";

/**
 * Which objects occurrences are about, each named by the place where its name stands. Two occurrences of one noun and name mean the same where they are
 * about one object. What kustomizations build decides: a base is about what each overlay makes of it. Kept for one question, not over changes.
 */
export class Meanings {
  readonly #linter: Linter;
  readonly #known = new Map<PlacedOccurrence, ReadonlySet<string>>();
  readonly #references = new Map<string, ReadonlyMap<number, readonly BuiltReference[]>>();

  constructor(linter: Linter) {
    this.#linter = linter;
  }

  /** The objects that an occurrence is about; one of its own for a reference that nothing answers. */
  of(one: PlacedOccurrence): ReadonlySet<string> {
    const known = this.#known.get(one);
    if (known) return known;
    const found = new Set(this.#find(one));
    this.#known.set(one, found);
    return found;
  }

  areSame(a: PlacedOccurrence, b: PlacedOccurrence): boolean {
    if (a.noun !== b.noun || a.name !== b.name) return false;
    const other = this.of(b);
    for (const id of this.of(a)) if (other.has(id)) return true;
    return false;
  }

  /** The objects, as they are deployed, in whose text something stands: of a patch those that it changes. */
  objectsOf(holder: Holder): readonly IndexedObject[] {
    const { uri, slice, kind, start } = holder;
    if (holder.isPatch) return this.#patched(holder);
    const here = this.#linter.index.inFile({ uri }).filter((one) => one.slice === slice && one.kind === kind);
    const exact = here.filter(({ site }) => site.span.start === start);
    return exact.length > 0 ? exact : here.filter(({ name }) => name === holder.name);
  }

  /** Another object that has the kind and name where an object is deployed. */
  namesake(holder: Holder, kind: string, name: string): IndexedObject | undefined {
    return this.objectsOf(holder)
      .flatMap((own) =>
        this.#linter.index.providersBeside(own, kind, name).filter((one) => sameNamespace(one.namespace, own.namespace)),
      )
      .find((one) => one.kind === kind && one.name === name);
  }

  /** A workload whose pods have a label, `key=value`, where an object is deployed. */
  labelled(holder: Holder, label: string): IndexedObject | undefined {
    const { index } = this.#linter;
    const [key = "", value = ""] = label.split("=");
    return this.objectsOf(holder)
      .flatMap((own) =>
        index.workloadsWith({ [key]: value }, own.namespace).filter((one) => !isOfOtherEnvironment(index, own, one)),
      )
      .find((one) => has(one, "Pod", label));
  }

  #find(one: PlacedOccurrence): readonly string[] {
    const { holder, owner } = one;
    const { uri, slice, start, isPatch } = holder;
    switch (owner.by) {
      case "self":
        if (isPatch) return this.#patched(holder).map((object) => idOf(object));
        return [idAt(uri, slice, owner.at ?? start)];
      case "reference":
        return this.#meant(one, owner.wanted);
      case "selector":
        return this.objectsOf(holder).flatMap((object) => this.#selected(object, owner, one.name).map((other) => idOf(other)));
      case "build":
        return this.#builds(uri)
          .flatMap((root) => this.#linter.index.by(inBuild, root))
          .map((object) => idOf(object));
    }
  }

  #meant(one: PlacedOccurrence, wanted: Wanted): readonly string[] {
    const { holder, uri, letters, site } = one;
    const { index } = this.#linter;
    const built = this.#referencesIn(uri).get((letters ?? site).start) ?? this.#referencesIn(uri).get(site.start);
    if (built && one.noun === "object" && built.some(({ reference }) => reference.kind === wanted.kind)) {
      const found = built.flatMap(({ from, reference }) => targetsOf(index, from, reference)).map(targetId);
      if (found.length > 0) return found;
    }
    const { kind, name } = wanted;
    if (holder.group === "kustomize.config.k8s.io" || holder.isPatch) {
      const there = this.#builds(uri).flatMap((root) => this.#named(root, kind, name));
      if (there.length > 0) return this.#nearest(holder, there).map((object) => idOf(object));
    }
    const found = this.objectsOf(holder).flatMap((from) => {
      const namespace = wanted.namespace === holder.namespace ? from.namespace : wanted.namespace;
      const isInNone = wanted.namespace === undefined && holder.namespace !== undefined;
      return targetsOf(index, from, { ...wanted, namespace: isInNone ? undefined : namespace });
    });
    if (found.length > 0) return found.map(targetId);
    return [`none ${folderOf(uri)} ${kind} ${name} ${wanted.namespace ?? ""}`];
  }

  /** The objects that a selector selects, of those that have what is named. */
  #selected(from: IndexedObject, owner: Owner & { readonly by: "selector" }, name: string | number): readonly IndexedObject[] {
    const { index } = this.#linter;
    const { kind, selector } = owner;
    const namespace = owner.namespace === "any" || from.clusterScoped ? undefined : from.namespace;
    const fits = (one: IndexedObject) => !isOfOtherEnvironment(index, from, one) && has(one, kind, name);
    if (kind !== "Pod")
      return index
        .ofKind(kind)
        .filter(
          (one) => selects(selector, one.labels) && (one.clusterScoped || sameNamespace(one.namespace, namespace)) && fits(one),
        );
    const all = from.pods.length > 0 ? [from] : index.workloadsWith(selector.matchLabels, namespace);
    return all.filter((one) => one.pods.some(({ labels }) => selects(selector, labels)) && fits(one));
  }

  #patched(holder: Holder): readonly IndexedObject[] {
    const there = this.#builds(holder.uri).flatMap((root) => this.#named(root, holder.kind, holder.name));
    return this.#nearest(holder, there);
  }

  /** The objects of a build that have the kind and name, as they are built or as they are written. */
  #named(root: string, kind: string, name: string): readonly IndexedObject[] {
    return this.#linter.index
      .by(inBuild, root)
      .filter((one) => one.kind === kind && (one.name === name || this.#writtenName(one) === name));
  }

  #writtenName({ uri, slice, site }: IndexedObject): string | undefined {
    const from = this.#linter.slice(uri, slice)?.start;
    return from === undefined
      ? undefined
      : this.#linter
          .text(uri)
          ?.slice(from + site.span.start, from + site.span.end)
          .replace(/^(["'])(.*)\1$/, "$2");
  }

  /** Of objects in several folders, those whose folder shares most with that of the patch: applications of one build may have the same names. */
  #nearest({ uri }: Holder, objects: readonly IndexedObject[]): readonly IndexedObject[] {
    if (new Set(objects.map((one) => one.uri)).size < 2) return objects;
    const shared = objects.map((one) => sharedFolders(uri, one.uri));
    const most = Math.max(...shared);
    return objects.filter((_, i) => shared[i] === most);
  }

  /** The kustomizations whose builds a file is part of. */
  #builds(uri: string): readonly string[] {
    return [...this.#linter.builds.readersOf(decodedUri(uri))];
  }

  /** The references of built objects that stand in a file, wherever their objects begin: by the offset. */
  #referencesIn(uri: string): ReadonlyMap<number, readonly BuiltReference[]> {
    const known = this.#references.get(uri);
    if (known) return known;
    const found = new Map<number, BuiltReference[]>();
    const name = decodedUri(uri);
    for (const root of this.#builds(uri))
      this.#linter.builds.objectsOf(root)?.forEach((object, at) => {
        for (const [start, reference] of referencesOf(object, name)) {
          const [from] = this.#linter.index.by(byNumber, `${root}\0${at}`);
          if (from) found.set(start, [...(found.get(start) ?? []), { from, reference }]);
        }
      });
    this.#references.set(uri, found);
    return found;
  }
}

interface BuiltReference {
  readonly from: IndexedObject;
  readonly reference: Reference;
}

/** The references of a built object that stand in a file, each with its offset. */
function referencesOf(built: BuiltObject, file: string): readonly (readonly [start: number, reference: Reference])[] {
  const { references } = built.object;
  return references.flatMap((reference) => {
    const place = reference.key === undefined && reference.name !== "" ? built.facts.get(reference.site) : undefined;
    return place?.file === file ? [[place.span.start, reference] as const] : [];
  });
}

const inBuild = ({ built, scope }: IndexedObject) => (built ? scope : undefined);
const byNumber = ({ built, scope, at }: IndexedObject) => (built ? `${scope}\0${at}` : undefined);

function idAt(uri: string, slice: number, start: number): string {
  return `${uri}#${slice}#${start}`;
}

function idOf({ uri, slice, site }: IndexedObject): string {
  return idAt(uri, slice, site.span.start);
}

function targetId({ object, provided }: Target): string {
  return idAt(object.uri, object.slice, (provided ?? object).site.span.start);
}

/** Whether a selected object has the label, or the port, that is named. */
function has({ pods, labels, provides }: IndexedObject, kind: string, name: string | number): boolean {
  const [key = "", value] = String(name).split("=");
  if (value !== undefined) return (kind === "Pod" ? pods.map((pod) => pod.labels) : [labels]).some((one) => one[key] === value);
  if (kind === "Service") return provides.some(({ parts }) => parts?.some((part) => part.name === name || part.number === name));
  return pods.some(({ containers }) =>
    containers.some(({ ports }) => ports.some((port) => port.name === name || port.number === name)),
  );
}

function sharedFolders(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  let i = 0;
  while (i < left.length - 1 && left[i] === right[i]) i++;
  return i;
}
