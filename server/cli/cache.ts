import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { Analysis } from "../lint/analyze.ts";
import { version } from "../report/version.ts";
import type { Source } from "./analyses.ts";
import { pathOf } from "./paths.ts";
import { writeAtomically } from "./write.ts";

/** Analyses of earlier runs, by file. An entry counts only for the same text, configuration and version. */
export interface Cache {
  get(source: Source, digest: string): readonly Analysis[] | undefined;
  set(source: Source, digest: string, analyses: readonly Analysis[]): void;
  /** Writes it, without the files that are gone. */
  save(): void;
}

interface Entry {
  readonly key: string;
  readonly analyses: readonly Analysis[];
}

/** Opens a cache file; one that is absent, damaged or of another version is an empty cache. */
export function openCache(path: string): Cache {
  const entries = readEntries(path);
  let changed = false;
  return {
    get(source, digest) {
      const entry = entries.get(source.uri);
      return entry?.key === keyOf(source, digest) ? entry.analyses : undefined;
    },
    set(source, digest, analyses) {
      // A rule that crashed may have met a bug that is put right without a new version.
      if (analyses.some(({ crashes }) => crashes.length > 0)) return;
      entries.set(source.uri, { key: keyOf(source, digest), analyses });
      changed = true;
    },
    save() {
      if (!changed) return;
      const alive = [...entries].filter(([uri]) => existsSync(pathOf(uri)));
      writeAtomically(path, JSON.stringify({ version, entries: Object.fromEntries(alive) }));
    },
  };
}

function readEntries(path: string): Map<string, Entry> {
  try {
    const stored = JSON.parse(readFileSync(path, "utf8")) as { version?: unknown; entries?: Record<string, Entry> };
    return new Map(stored.version === version ? Object.entries(stored.entries ?? {}) : []);
  } catch {
    return new Map(); // what it held is computed again
  }
}

function keyOf({ uri, text, context, role }: Source, digest: string): string {
  return createHash("sha1")
    .update([version, digest, uri, String(context), role ?? "", text].join("\0"))
    .digest("base64");
}
