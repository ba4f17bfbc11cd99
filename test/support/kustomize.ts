import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Build } from "../../server/kube/kustomize/build/build.ts";
import { plain } from "../../server/kube/kustomize/build/mutable.ts";
import type { FileTexts } from "../../server/kube/kustomize/build/sources.ts";
import { parse } from "../../server/yaml/parser/parse.ts";
import { cut } from "../../server/yaml/parser/slice.ts";
import type { Json } from "../../server/yaml/tree/json.ts";

/** FileTexts from a table, for small cases. */
export function filesOf(table: Readonly<Record<string, string>>): FileTexts {
  return { read: (uri) => (Object.hasOwn(table, uri) ? table[uri] : undefined) };
}

/** FileTexts below a folder of the disk. */
export function diskFiles(root: string): FileTexts {
  return {
    read(uri) {
      const path = join(root, uri);
      return existsSync(path) && statSync(path).isFile() ? readFileSync(path, "utf8") : undefined;
    },
  };
}

/** The objects of a build, one canonical text for each, sorted. */
export function builtObjects(build: Build): readonly string[] {
  return build.objects.flatMap(({ root }) => (root ? canonical(plain(root)) : [])).sort();
}

/**
 * The same of what `kustomize build` wrote. Generated names have a hash there: it is taken off wherever `names` (those of the generated
 * objects) stand with one.
 */
export function writtenObjects(text: string, names: readonly string[]): readonly string[] {
  const hash = names.length ? new RegExp(`\\b(${names.map(escaped).join("|")})-[0-9a-z]{10}\\b`, "g") : undefined;
  const bare = hash ? text.replaceAll(hash, "$1") : text;
  return cut(bare)
    .flatMap(({ start, end }) => {
      const { root } = parse(bare, start, end);
      return root ? canonical(plain(root)) : [];
    })
    .sort();
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/**
 * JSON with sorted keys. Two things are no difference here: kustomize's reader loses the last line break of a text at the end of a file,
 * which kubectl's own reader adds; and in which order it merges ports, whose key is a pair, is an accident.
 */
function canonical(data: Json): string {
  return JSON.stringify(data, (key, value) => {
    if (typeof value === "string") return value.replace(/\n$/, "");
    if (key === "ports" && Array.isArray(value)) return [...value].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });
}
