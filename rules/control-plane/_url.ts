/** The host of a URL as etcd takes them (`https://10.0.0.1:2379`), without brackets; `undefined` if it is none. */
export function hostOf(url: string): string | undefined {
  const [, bracketed, plain] = /^\w+:\/\/(?:\[([^\]]*)\]|([^:/]*))/.exec(url) ?? [];
  return bracketed ?? plain;
}

/** Whether only the machine itself (or the pod) can reach the URL's host. */
export function isLoopback(url: string): boolean {
  const host = hostOf(url);
  return host !== undefined && (host === "localhost" || host === "::1" || /^127\./.test(host));
}
