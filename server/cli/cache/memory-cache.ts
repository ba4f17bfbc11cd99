import type { Analysis } from "../../lint/analysis/analyze.ts";
import type { Cache, Source } from "./cache.ts";

interface Entry {
  readonly source: Source;
  readonly digest: string;
  readonly analyses: readonly Analysis[];
}

/** A cache for the runs of one process: what the last run analysed is analysed again only where its text or its configuration changed. */
export function memoryCache(): Cache {
  const entries = new Map<string, Entry>();
  return {
    run: () => undefined,
    get({ uri, text, context, role }, digest) {
      const entry = entries.get(uri);
      const source = entry?.source;
      const isSame = source?.text === text && source.context === context && source.role === role && entry?.digest === digest;
      return isSame ? entry?.analyses : undefined;
    },
    set(source, digest, analyses) {
      if (!analyses.some(({ crashes }) => crashes.length > 0)) entries.set(source.uri, { source, digest, analyses });
    },
    save: () => undefined,
  };
}
