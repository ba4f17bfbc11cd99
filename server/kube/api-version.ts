import { API_VERSIONS, type Migration } from "./api-version.table.ts";

/** What became of an API version of a kind. Versions are the N of 1.N. */
export interface ApiVersionFate {
  readonly apiVersion: string;
  readonly kind: string;
  readonly deprecated: number | undefined;
  readonly removed: number | undefined;
  readonly replacement: string | undefined;
  /** The first version that serves the replacement; `undefined` where every version in use does. */
  readonly replacementSince: number | undefined;
  readonly migration: Migration;
}

const FATES: ReadonlyMap<string, ApiVersionFate> = new Map(
  API_VERSIONS.map(([apiVersion, kind, deprecated, removed, replacement, replacementSince, migration]) => [
    `${apiVersion}/${kind}`,
    { apiVersion, kind, deprecated, removed, replacement, replacementSince, migration },
  ]),
);

/** Words one of which stands in every document with such an API version: the version itself; of a stable one the kind, by itself or as that of a typed list. */
export const API_VERSION_WORDS: readonly string[] = [
  ...new Set(
    API_VERSIONS.flatMap(([apiVersion, kind]) => {
      const version = apiVersion.slice(apiVersion.indexOf("/") + 1);
      return /^v\d+$/.test(version) ? [kind, `${kind}List`] : [version];
    }),
  ),
];

/** The fate of a deprecated or removed API version; `undefined` for one that is well. */
export function fateOf(apiVersion: string, kind: string): ApiVersionFate | undefined {
  return FATES.get(`${apiVersion}/${kind}`);
}
