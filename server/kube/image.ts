/** The parts of an image reference (distribution/reference, grammar in reference.go). */
export interface Image {
  /** Registry host as written; `undefined` means Docker Hub. */
  readonly registry: string | undefined;
  /** Repository without the registry: `library/nginx` is written `nginx` and stays `nginx`. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** With its algorithm: `sha256:…`. */
  readonly digest: string | undefined;
}

/** The digits of a digest by its algorithm (opencontainers/go-digest, algorithm.go). */
const DIGITS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** Whether a digest is one that a runtime takes: an algorithm that it knows, and all of its digits, in lower case. */
function isDigest(text: string): boolean {
  const colon = text.indexOf(":");
  const digits = text.slice(colon + 1);
  return colon > 0 && /^[0-9a-f]+$/.test(digits) && digits.length === DIGITS[text.slice(0, colon)];
}

/** Takes an image reference apart; `undefined` if it is none. */
export function parseImage(reference: string): Image | undefined {
  const at = reference.indexOf("@");
  const digest = at < 0 ? undefined : reference.slice(at + 1);
  let rest = at < 0 ? reference : reference.slice(0, at);
  const colon = rest.lastIndexOf(":");
  let tag: string | undefined;
  if (colon > rest.lastIndexOf("/")) {
    tag = rest.slice(colon + 1);
    rest = rest.slice(0, colon);
  }
  const slash = rest.indexOf("/");
  const host = slash < 0 ? "" : rest.slice(0, slash);
  const isHost = host.includes(".") || host.includes(":") || host === "localhost" || host !== host.toLowerCase();
  const repository = isHost ? rest.slice(slash + 1) : rest;
  if (!/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/.test(repository)) return undefined;
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) return undefined;
  if (digest !== undefined && !isDigest(digest)) return undefined;
  // Sixty-four hexadecimal digits are an image's id, which reference.go does not take for a name; nor anything longer than 255 characters.
  if (repository.length > 255 || (!isHost && /^[0-9a-f]{64}$/.test(repository))) return undefined;
  return { registry: isHost ? host : undefined, repository, tag, digest };
}
