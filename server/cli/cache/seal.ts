import { createCipheriv, createDecipheriv, createHash } from "node:crypto";

/**
 * A value that only who has what it was made from can read: the key is a hash of that, and is written nowhere (convergent encryption). `name` is what it is
 * found by.
 */
export interface Sealed {
  readonly name: string;
  /** AES-256-GCM, in base64: tag, then the encrypted JSON. */
  readonly data: string;
}

/** What a value was made from, as the names under which it is kept and the key that opens it. */
export interface Secret {
  readonly name: string;
  readonly key: Buffer;
}

/** The secret of some parts; other parts give another one. */
export function secretOf(...parts: readonly string[]): Secret {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}\0`).update(part);
  return secretFrom(hash.digest());
}

/** The secret of what has this SHA-256. */
export function secretFrom(digest: Buffer): Secret {
  const derived = (use: string) => createHash("sha256").update(use).update(digest).digest();
  return { name: derived("name").toString("base64"), key: derived("key") };
}

export function seal(value: unknown, { name, key }: Secret): Sealed {
  // A key seals one value, which is what its parts give: the same initialisation vector is never used for two.
  const cipher = createCipheriv("aes-256-gcm", key, IV);
  const body = Buffer.concat([cipher.update(JSON.stringify(value) ?? "null"), cipher.final()]);
  return { name, data: Buffer.concat([cipher.getAuthTag(), body]).toString("base64") };
}

/** The value; `undefined` if it was made from something else, or somebody has changed it. */
export function unseal<T>({ name, data }: Sealed, secret: Secret): T | undefined {
  if (name !== secret.name) return undefined;
  try {
    const bytes = Buffer.from(data, "base64");
    const decipher = createDecipheriv("aes-256-gcm", secret.key, IV);
    decipher.setAuthTag(bytes.subarray(0, TAG));
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(TAG)), decipher.final()]).toString("utf8")) as T;
  } catch {
    return undefined;
  }
}

const IV = Buffer.alloc(12);
const TAG = 16;
