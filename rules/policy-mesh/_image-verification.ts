import type { Field } from "../../server/api.ts";

/** A public key in PEM whose body is a placeholder, such as `...`. */
export function isPlaceholderKey(key: Field): boolean {
  const body = /-----BEGIN [A-Z ]+-----([\s\S]*?)-----END /.exec(key.string ?? "")?.[1];
  return body !== undefined && !/^[A-Za-z0-9+/=]{40,}$/.test(body.replaceAll(/\s/g, ""));
}

const ANYTHING: ReadonlySet<string> = new Set(["*", ".*", ".+", "^.*$", "^.+$"]);

/**
 * What an identity of a keyless signature leaves open: `issuer` or `subject` if neither the text nor the expression for it is there, or if it matches
 * everything.
 */
export function openIdentity(identity: Field): readonly ("issuer" | "subject")[] {
  if (identity.open) return [];
  return (["issuer", "subject"] as const).filter((name) => {
    const ways = [identity.at(name), identity.at(`${name}RegExp`)];
    const known = ways.filter((way) => !way.absent && way.value !== "");
    return known.every((way) => ANYTHING.has(way.string ?? ""));
  });
}

/** Whether a list is certainly there and empty, or certainly not there. */
export function isNone(list: Field): boolean {
  return list.absent || (list.isSequence && !list.open && list.items().length === 0);
}
