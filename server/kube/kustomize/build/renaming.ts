import type { Span } from "../../../text/span.ts";
import {
  type BuiltResource,
  effectiveNamespace,
  type Identity,
  identify,
  isWithoutNamespace,
  remember,
} from "./built-resource.ts";
import { type MutableMapping, type MutableNode, put, scalarAt, textAt } from "./mutable.ts";
import { type Reference, referencesOf } from "./references.table.ts";
import { visitMappings, visitNodes } from "./walk.ts";

/** A text with the place that it comes from, in the offsets of the build. */
export interface PlacedText {
  readonly text: string;
  readonly at: Span;
}

/** The longest name of an object (apimachinery, DNS1123SubdomainMaxLength). */
export const LONGEST_NAME = 253;

/**
 * Puts a prefix and a suffix around the names, except those of kinds whose name is no free choice. The place of a name stays. `turn` as in `transform`.
 * A name that is too long to be valid is left as it is: a hundred levels would make it longer each. Returns whether there was one.
 */
export function setAffixes(items: Iterable<BuiltResource>, prefix: string, suffix: string, turn: number): boolean {
  let tooLong = false;
  if (!prefix && !suffix) return tooLong;
  for (const item of items) {
    const { group, kind } = identify(item.root);
    if (
      kind === "CustomResourceDefinition" ||
      kind === "Namespace" ||
      (kind === "APIService" && group === "apiregistration.k8s.io")
    )
      continue;
    visitNodes(item.root, ["metadata", "name"], (node, metadata) => {
      if (node.kind !== "scalar" || node.value === null || node.unknown) return;
      tooLong ||= String(node.value).length > LONGEST_NAME;
      if (String(node.value).length > LONGEST_NAME) return;
      remember(item, turn);
      put(metadata, "name", scalarAt(node, `${prefix}${node.value}${suffix}`));
    });
    if (prefix) item.prefixes.push(prefix);
    if (suffix) item.suffixes.push(suffix);
  }
  return tooLong;
}

/** Sets the namespace of every object that has one, and where else kustomize does (api/filters/namespace). */
export function setNamespace(items: Iterable<BuiltResource>, { text, at }: PlacedText, turn: number): void {
  const value = () => scalarAt(at, text);
  for (const item of items) {
    const { group, kind } = identify(item.root);
    remember(item, turn);
    if (!isWithoutNamespace({ group, kind } as Identity))
      visitMappings(item.root, ["metadata"], (metadata) => put(metadata, "namespace", value()), at);
    if (kind === "Namespace") visitMappings(item.root, ["metadata"], (metadata) => put(metadata, "name", value()), at);
    if (kind === "RoleBinding" || kind === "ClusterRoleBinding")
      visitMappings(item.root, ["subjects"], (subject) => {
        if (textAt(subject, "name") === "default") put(subject, "namespace", value());
      });
    if (kind === "APIService" && group === "apiregistration.k8s.io")
      visitMappings(item.root, ["spec", "service"], (service) => put(service, "namespace", value()), at);
    if (kind === "CustomResourceDefinition")
      visitMappings(item.root, ["spec", "conversion", "webhook", "clientConfig", "service"], (service) =>
        put(service, "namespace", value()),
      );
  }
}

/** Makes references follow the objects whose names or namespaces have changed (api/filters/nameref). */
export function followNames(items: Iterable<BuiltResource>): void {
  const changed = new Map<string, BuiltResource[]>();
  for (const item of items)
    for (const name of new Set(item.previous.map((identity) => identity.name))) {
      const others = changed.get(name);
      if (others) others.push(item);
      else changed.set(name, [item]);
    }
  if (changed.size === 0) return;
  for (const referrer of items) {
    for (const reference of referencesOf(identify(referrer.root).kind))
      visitNodes(referrer.root, reference.path.split(" "), (node, parent) => {
        follow(node, parent, reference, referrer, changed);
      });
  }
}

function follow(
  node: MutableNode,
  parent: MutableMapping,
  reference: Reference,
  referrer: BuiltResource,
  changed: ReadonlyMap<string, readonly BuiltResource[]>,
): void {
  if (node.kind === "sequence")
    for (const item of node.items) {
      if (item.value.kind === "mapping") followMapping(item.value, reference, referrer, changed);
      else {
        const name = nameOf(item.value, reference, referrer, parent, changed);
        if (name) item.value = scalarAt(item.value, name);
      }
    }
  else if (node.kind === "mapping") followMapping(node, reference, referrer, changed);
  else {
    const name = nameOf(node, reference, referrer, parent, changed);
    const entry = parent.entries.find(({ value }) => value === node);
    if (name && entry) entry.value = scalarAt(node, name);
  }
}

function nameOf(
  node: MutableNode,
  reference: Reference,
  referrer: BuiltResource,
  parent: MutableMapping,
  changed: ReadonlyMap<string, readonly BuiltResource[]>,
): string | undefined {
  const found = referred(changed.get(textAt(node)) ?? [], reference, referrer, parent, textAt(node));
  return found && identify(found.root).name;
}

/** A mapping with `name` and perhaps `namespace` takes both from what it refers to. */
function followMapping(
  mapping: MutableMapping,
  reference: Reference,
  referrer: BuiltResource,
  changed: ReadonlyMap<string, readonly BuiltResource[]>,
): void {
  const name = textAt(mapping, "name");
  const namespace = textAt(mapping, "namespace");
  let candidates = changed.get(name) ?? [];
  if (namespace) {
    const before = candidates.filter((item) => namespaceOf(item.previous[0] ?? identify(item.root)) === namespace);
    candidates = before.length ? before : candidates.filter((item) => namespaceOf(identify(item.root)) === namespace);
  }
  const found = referred(candidates, reference, referrer, mapping, name);
  if (!found) return;
  const now = identify(found.root);
  const entry = mapping.entries.find((own) => own.name === "name");
  if (entry) entry.value = scalarAt(entry.value, now.name);
  if (now.namespace)
    put(mapping, "namespace", scalarAt(mapping.entries.find((own) => own.name === "namespace")?.value ?? mapping, now.namespace));
}

function namespaceOf(identity: Identity): string {
  return identity.namespace || "default";
}

/** The one object that a name means, as far as that is certain. */
function referred(
  candidates: readonly BuiltResource[],
  { target, path }: Reference,
  referrer: BuiltResource,
  parent: MutableMapping,
  name: string,
): BuiltResource | undefined {
  const own = identify(referrer.root);
  const role = path === "roleRef name" ? textAt(parent, "kind") : "";
  let found = candidates.filter(
    ({ root, previous }) =>
      previous.some((identity) => identity.name === name) &&
      previous.some(({ group, kind }) => group === target.group && target.kinds.includes(kind) && (!role || role === kind)) &&
      isInReach(own, identify(root)),
  );
  if (found.length > 1) found = found.filter((item) => hasSameAffixes(item, referrer));
  const names = new Set(found.map(({ root }) => `${identify(root).name}/${identify(root).namespace}`));
  return names.size === 1 ? found[0] : undefined;
}

function isInReach(referrer: Identity, target: Identity): boolean {
  if (isWithoutNamespace(referrer) || isWithoutNamespace(target) || target.kind === "ServiceAccount") return true;
  return effectiveNamespace(referrer) === effectiveNamespace(target);
}

function hasSameAffixes(a: BuiltResource, b: BuiltResource): boolean {
  const same = (x: readonly string[], y: readonly string[]) => x.length === 0 || y.length === 0 || x.join("\n") === y.join("\n");
  return same(a.prefixes, b.prefixes) && same(a.suffixes, b.suffixes);
}
