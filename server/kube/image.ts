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
  if (digest !== undefined && !/^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/.test(digest))
    return undefined;
  return { registry: isHost ? host : undefined, repository, tag, digest };
}
