import type { Span } from "../../text/span.ts";
import { mayHoldMarker } from "../directive/directives.ts";
import type { Dialect, FileRole } from "./dialect.ts";

/**
 * Whether there may be anything to say about a file. There is nothing about data, nor about a text without the words that stand in every object,
 * unless it holds a marker: such a text (a lock file, a workflow, a schema) is not even parsed.
 */
export function isLintable(text: string, role: FileRole | undefined): boolean {
  if (role === "data") return false;
  if (role === "kustomization") return true;
  // One of the two may be forgotten, or misspelt.
  const [version, kind, metadata] = [text.includes("apiVersion"), text.includes("kind"), text.includes("metadata")];
  if ((version && kind) || (metadata && (version || kind))) return true;
  if (role === "template" && text.includes("ontainers:")) return true; // a named template may be a part of a workload
  return HIDES_CHARACTERS.test(text) || mayHoldMarker(text);
}

/** The documents of a file: none where there is nothing to lint. */
export function documentsIn({ cut }: Dialect, text: string, role: FileRole | undefined): readonly Span[] {
  return isLintable(text, role) ? cut(text) : [];
}

/** `\x41`, `\u0041`, and a line break that joins two halves of a word. */
const HIDES_CHARACTERS = /\\[xuU\r\n]/;
