import type { Component } from "./_component.ts";
import { find, items } from "./_flag.ts";
import { isLoopback } from "./_url.ts";

/** Whether the URLs that etcd listens at are given and all of them loopback addresses or sockets. */
export function listensLocally(component: Component, flag: string): boolean {
  const urls = find(component, flag);
  if (!urls || urls.value === undefined) return false;
  const list = items(urls);
  return list.length > 0 && list.every((url) => isLoopback(url) || url.startsWith("unix"));
}
