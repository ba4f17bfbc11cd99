import { ask, type Crash } from "./client.ts";

/** What a tool reads out of a text: its documents, and the error at which it stopped. */
export interface Decoded {
  readonly documents: readonly unknown[];
  readonly error?: string;
}

/** Whose reading: of one text, kubectl and kustomize may make two different things. */
export type Reader = "kubectl" | "kustomize";

/** What a tool makes of each of these texts; bytes stand for a file whose encoding is in question. */
export function decode(texts: readonly (string | Uint8Array)[], as: Reader = "kubectl"): readonly (Decoded | Crash)[] {
  const question = (text: string | Uint8Array) =>
    typeof text === "string" ? { text, as } : { base64: Buffer.from(text).toString("base64"), as };
  return ask("decode", texts.map(question));
}
