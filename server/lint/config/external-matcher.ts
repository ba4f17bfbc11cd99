import type { IsExternal } from "../../kube/facts/external.ts";
import { addTo } from "../../text/grouped.ts";
import type { ExternalRef } from "./file.ts";
import { isOneName, type Matcher, nameMatcher } from "./glob.ts";

/**
 * What items of `externalRefs` name. A pattern that is not given matches anything, and so does `*`: also a namespace that an object does not say. Items are
 * found by the kind and the name where these are no patterns: there may be tens of thousands, and each reference asks.
 */
export function externalMatcher(refs: readonly ExternalRef[]): IsExternal {
  const named = new Map<string, Matcher[]>(); // by kind and name, what the namespace has to be
  const patterns = new Map<string, Entry[]>(); // by kind; those of a pattern of kinds under ""
  for (const { kind, namespace = "*", name = "*" } of refs) {
    const entry = { kind: matcherOf(kind), namespace: matcherOf(namespace), name: matcherOf(name) };
    if (isOneName(kind) && isOneName(name)) addTo(named, `${kind} ${name}`, entry.namespace);
    else addTo(patterns, isOneName(kind) ? kind : "", entry);
  }
  return (kind, namespace = "", name) =>
    (named.get(`${kind} ${name}`)?.some((matches) => matches(namespace)) ?? false) ||
    [kind, ""].some((key) =>
      patterns.get(key)?.some((entry) => entry.name(name) && entry.namespace(namespace) && entry.kind(kind)),
    );
}

interface Entry {
  readonly kind: Matcher;
  readonly namespace: Matcher;
  readonly name: Matcher;
}

function matcherOf(pattern: string): Matcher {
  return pattern === "*" ? () => true : nameMatcher([pattern]);
}
