import { type Component, findFlag, flagItems, hostPathVolumes, isAtOrBelow, type Severity } from "../../server/api.ts";

import { isLoopback } from "./_url.ts";

/** Whether the URLs that etcd listens at are given and all of them loopback addresses or sockets. */
export function listensLocally(component: Component, flag: string): boolean {
  const urls = findFlag(component, flag);
  if (!urls || urls.value === undefined) return false;
  const list = flagItems(urls);
  return list.length > 0 && list.every((url) => isLoopback(url) || url.startsWith("unix"));
}

/** An open etcd that holds a cluster gives the cluster away; one that some application keeps its data in, that application's data. */
export function severityOf({ container }: Component): Severity {
  if (!container) return "error";
  const { pod } = container;
  const labels = pod.metadata.at("labels");
  const ours =
    pod.at("hostNetwork").value === true ||
    pod.resource.namespace === "kube-system" ||
    labels.at("tier").value === "control-plane" ||
    hostPathVolumes(pod).some(({ path }) => path !== undefined && isAtOrBelow(path, "/etc/kubernetes"));
  return ours ? "error" : "warning";
}
