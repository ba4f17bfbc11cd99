import { createCipheriv, createDecipheriv, hash } from "node:crypto";

/**
 * A value that only who has what it was made from can read: the key is a hash of that, and is written nowhere (convergent encryption). `name` is what it is
 * found by.
 */
export interface Sealed {
  readonly name: string;
  /** AES-256-GCM: tag, then the encrypted JSON. */
  readonly data: Uint8Array;
}

/** What a value was made from, as the name under which it is kept and the key that opens it. */
export interface Secret {
  readonly name: string;
  readonly key: Buffer;
}

/** The secret of some parts; other parts give another one. */
export function secretOf(...parts: readonly string[]): Secret {
  return secretFrom(hash("sha512", parts.map(({ length }) => `${length}\0`).join("") + parts.join(""), "buffer"));
}

/** The secret of what has this SHA-512. Its halves say nothing of each other. */
export function secretFrom(digest: Buffer): Secret {
  return { name: digest.toString("base64url", 0, 32), key: digest.subarray(32) };
}

export function seal(value: unknown, { name, key }: Secret): Sealed {
  // A key seals one value, which is what its parts give: the same initialisation vector is never used for two.
  const cipher = createCipheriv("aes-256-gcm", key, IV);
  const body = cipher.update(JSON.stringify(value) ?? "null", "utf8");
  cipher.final(); // of a stream cipher nothing is left
  return { name, data: Buffer.concat([cipher.getAuthTag(), body]) };
}

/** The value; `undefined` if it was made from something else, or somebody has changed it. */
export function unseal<T>({ name, data }: Sealed, secret: Secret): T | undefined {
  if (name !== secret.name) return undefined;
  try {
    const decipher = createDecipheriv("aes-256-gcm", secret.key, IV);
    decipher.setAuthTag(data.subarray(0, TAG));
    return JSON.parse(Buffer.concat([decipher.update(data.subarray(TAG)), decipher.final()]).toString("utf8")) as T;
  } catch {
    return undefined;
  }
}

const IV = Buffer.alloc(12);
const TAG = 16;
