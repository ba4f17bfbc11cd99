import { allKinds, type Kind } from "../../server/api.ts";

/** The API versions that have a kind, stable ones first; none for a kind that Kubernetes does not have. */
export function versionsOfKind(kind: string): readonly string[] {
  return versionsOf([...allKinds()].filter((one) => one.kind === kind));
}

/** The API versions of the kinds, stable ones first. */
export function versionsOf(kinds: readonly Kind[]): readonly string[] {
  const isStable = (version: string) => /(^|\/)v\d+$/.test(version);
  const newest = kinds.filter((one) => one.until === undefined);
  return (newest.length > 0 ? newest : kinds)
    .map((one) => one.apiVersion)
    .sort((a, b) => Number(isStable(b)) - Number(isStable(a)) || (a < b ? 1 : -1));
}
