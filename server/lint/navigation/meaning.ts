import { deployedBeside, type IndexedObject, sameNamespace } from "../../kube/facts/indexed-object.ts";
import type { Wanted } from "../../kube/facts/reference.ts";
import { isOfOtherEnvironment, targetsOf } from "../../kube/facts/resolve.ts";
import { selects } from "../../kube/labels.ts";
import type { Owner } from "../../kube/navigation/occurrence.ts";
import { decodedUri } from "../../text/path.ts";
import type { Linter } from "../workspace/linter.ts";
import { type BuiltReference, BuiltReferences } from "./built-references.ts";
import { renamedBelow } from "./image-stages.ts";
import { isTargeted } from "./patch-targets.ts";
import type { Holder, PlacedOccurrence } from "./placed.ts";
import { idAt, WrittenObjects } from "./written-objects.ts";

/**
 * Which objects occurrences are about, each named by the place where its name stands. Two occurrences of one noun and name mean the same where they are
 * about one object. What kustomizations build decides: a base is about what each overlay makes of it. Kept for one question, not over changes.
 */
export class Meanings {
  readonly #linter: Linter;
  readonly #written: WrittenObjects;
  readonly #references: BuiltReferences;
  readonly #known = new Map<PlacedOccurrence, ReadonlySet<string>>();

  constructor(linter: Linter) {
    this.#linter = linter;
    this.#written = new WrittenObjects(linter);
    this.#references = new BuiltReferences(linter);
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

  /** Whether built objects have references that stand in a file. */
  isBuiltFrom(uri: string): boolean {
    return this.#references.in(uri).size > 0;
  }

  /** The references that a JSON patch brings into objects, beside what is known to be named in a file. */
  broughtIn(uri: string, known: readonly PlacedOccurrence[]): readonly PlacedOccurrence[] {
    const text = this.#linter.text(uri) ?? "";
    const [first] = known;
    return [...this.#references.in(uri)].flatMap(([start, [built]]): readonly PlacedOccurrence[] => {
      if (!built || known.some(({ site }) => site.start <= start && start <= site.end)) return [];
      const { reference, from } = built;
      const name = reference.key ?? reference.name;
      const { group, kind, namespace } = reference;
      const quote = /["']/.test(text.charAt(start)) ? 1 : 0;
      const letters = { start: start + quote, end: start + quote + String(name).length };
      if (text.slice(letters.start, letters.end) !== name) return [];
      const owner: Owner = { by: "reference", wanted: { group, kind, name: reference.name, namespace } };
      const noun = reference.key === undefined ? "object" : "part";
      const holder: Holder = {
        uri,
        slice: first?.holder.slice ?? 0,
        group: from.group,
        kind: from.kind,
        name: from.name,
        namespace: from.namespace,
        start,
        isPatch: true,
        targets: [],
      };
      const site = { start, end: letters.end + quote };
      return [{ noun, name, declares: false, owner, site, letters, uri, holder }];
    });
  }

  /** Whether some kustomization builds from both files. */
  shareBuild(a: string, b: string): boolean {
    const roots = new Set(this.#builds(a));
    return roots.size > 0 && this.#builds(b).some((root) => roots.has(root));
  }

  /** The objects, as they are deployed, in whose text something stands: of a patch those that it changes. */
  objectsOf(holder: Holder): readonly IndexedObject[] {
    const { uri, slice, kind, start } = holder;
    if (holder.isPatch) return this.#patched(holder);
    const here = this.#linter.index.inFile({ uri }).filter((one) => one.slice === slice && one.kind === kind);
    const exact = here.filter((one) => this.#written.of(one)?.start === start);
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
    const { uri, start, isPatch } = holder;
    switch (owner.by) {
      case "self":
        if (isPatch) return this.#patchedIds(holder);
        return [idAt(uri, owner.at ?? start)];
      case "reference":
        return this.#meant(one, owner.wanted);
      case "selector":
        return this.objectsOf(holder).flatMap((object) =>
          this.#selected(object, owner, one.name).map((other) => this.#written.idOf(other)),
        );
      case "build":
        if (one.noun === "image") {
          if (owner.isNew) return [stage(decodedUri(uri), one.name)];
          const below = renamedBelow(this.#linter, uri, String(one.name));
          if (below.length > 0) return below.map((name) => stage(name, one.name));
        }
        return this.#builds(uri)
          .flatMap((root) => this.#linter.index.by(inBuild, root))
          .map((object) => this.#written.idOf(object));
    }
  }

  #meant(one: PlacedOccurrence, wanted: Wanted): readonly string[] {
    const { holder, uri, letters, site } = one;
    const { index } = this.#linter;
    const isHere = ({ reference }: BuiltReference) =>
      reference.kind === wanted.kind && (reference.key === undefined) === (one.noun === "object");
    const starts = [(letters ?? site).start, site.start];
    const built = starts.flatMap((start) => this.#references.in(uri).get(start) ?? []).filter(isHere);
    const inBuilds = built
      .flatMap(({ from, reference }) => targetsOf(index, from, reference))
      .map((target) => this.#written.targetId(target));
    if (inBuilds.length > 0) return inBuilds;
    const { kind, name } = wanted;
    // What a patch or another build field overwrites is known by what is written.
    if (built.length === 0 && this.#builds(uri).length > 0) {
      const there = this.#builds(uri).flatMap((root) => this.#named(root, kind, name));
      const ids =
        there.length > 0
          ? this.#nearest(uri, there).map((object) => this.#written.idOf(object))
          : this.#writtenIds(uri, kind, name);
      if (ids.length > 0) return ids;
    }
    const found = this.objectsOf(holder).flatMap((from) => {
      const namespace = wanted.namespace === holder.namespace ? from.namespace : wanted.namespace;
      const isInNone = wanted.namespace === undefined && holder.namespace !== undefined;
      return targetsOf(index, from, { ...wanted, namespace: isInNone ? undefined : namespace });
    });
    if (found.length > 0) return found.map((target) => this.#written.targetId(target));
    return [`none ${kind} ${name} ${wanted.namespace ?? ""}`];
  }

  /** The objects that a selector selects, of those that have what is named. */
  #selected(from: IndexedObject, owner: Owner & { readonly by: "selector" }, name: string | number): readonly IndexedObject[] {
    const { index } = this.#linter;
    const { kind } = owner;
    const selector = owner.selector ?? from.selectors.find((one) => one.kind === kind && !one.isPeer);
    if (!selector) return [];
    const namespace = owner.namespace === "any" || from.clusterScoped ? undefined : from.namespace;
    const fits = (one: IndexedObject) => !isOfOtherEnvironment(index, from, one) && has(one, kind, name);
    if (kind !== "Pod")
      return index
        .ofKind(kind)
        .filter(
          (one) => selects(selector, one.labels) && (one.clusterScoped || sameNamespace(one.namespace, namespace)) && fits(one),
        );
    const all = index.workloadsWith(selector.matchLabels, namespace);
    const found = all.filter((one) => one.pods.some(({ labels }) => selects(selector, labels)) && fits(one));
    // Where namespaces are not said, what stands beside it is meant.
    const sure = found.filter((one) => deployedBeside(from, one) || (namespace !== undefined && one.namespace === namespace));
    return sure.length > 0 ? sure : found;
  }

  #patched({ uri, kind, name, targets }: Holder): readonly IndexedObject[] {
    const roots = this.#builds(uri);
    if (targets.length === 0)
      return this.#nearest(
        uri,
        roots.flatMap((root) => this.#named(root, kind, name)),
      );
    return roots
      .flatMap((root) => this.#linter.index.by(inBuild, root))
      .filter((one) => targets.some((target) => isTargeted(target, one.kind, [one.name, this.#written.nameOf(one) ?? ""])));
  }

  #patchedIds(holder: Holder): readonly string[] {
    const patched = this.#patched(holder);
    if (patched.length > 0) return patched.map((object) => this.#written.idOf(object));
    return holder.targets.length > 0 ? [] : this.#writtenIds(holder.uri, holder.kind, holder.name);
  }

  /** The objects that the files of the same builds define, whatever becomes of them: a patch may delete what it is for. */
  #writtenIds(uri: string, kind: string, name: string): readonly string[] {
    const roots = new Set(this.#builds(uri));
    const found: string[] = [];
    for (const one of this.#linter.writtenObjects())
      if (one.facts.kind === kind && one.facts.name === name && this.#builds(one.uri).some((root) => roots.has(root)))
        found.push(idAt(one.uri, one.span.start));
    return found;
  }

  /** The objects of a build that have the kind and name, as they are built or as they are written. */
  #named(root: string, kind: string, name: string): readonly IndexedObject[] {
    return this.#linter.index
      .by(inBuild, root)
      .filter((one) => one.kind === kind && (one.name === name || this.#written.nameOf(one) === name));
  }

  /** Of objects in several folders, those whose folder shares most with that of the patch: applications of one build may have the same names. */
  #nearest(uri: string, objects: readonly IndexedObject[]): readonly IndexedObject[] {
    if (new Set(objects.map((one) => one.uri)).size < 2) return objects;
    const shared = objects.map((one) => sharedFolders(uri, one.uri));
    const most = Math.max(...shared);
    return objects.filter((_, i) => shared[i] === most);
  }

  /** The kustomizations whose builds a file is part of. */
  #builds(uri: string): readonly string[] {
    return [...this.#linter.builds.readersOf(decodedUri(uri))];
  }
}

const inBuild = ({ built, scope }: IndexedObject) => (built ? scope : undefined);

/** An image by the name that a kustomization gives it. */
function stage(kustomization: string, image: string | number): string {
  return `${kustomization} image ${image}`;
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
