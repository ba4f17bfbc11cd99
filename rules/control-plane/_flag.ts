import { boolean, type Component, type Fix, type Op, suggestion, under, type ValuesOf } from "../../server/api.ts";

/** The option of every rule that reports a missing flag. */
export const KUBEADM_MISSING = {
  kubeadmMissing: under(
    { cis: true }, // the benchmark asks what the components run with, whoever writes their command line
    boolean(false, "Also report a flag as missing in a kubeadm or Cluster API configuration that kubeadm does not set by itself"),
  ),
};

/** Whether a flag that is not there is certainly not passed, and nobody else is to decide on it. */
export function mayMiss(component: Component, { kubeadmMissing }: ValuesOf<typeof KUBEADM_MISSING>): boolean {
  return !component.open && (component.tool === undefined || (component.tool === "kubeadm" && kubeadmMissing));
}

/** A suggestion, if there is a way to write it. */
export function offer(title: string, ops: readonly Op[], fix = suggestion): { readonly fixes: readonly Fix[] } {
  return { fixes: ops.length > 0 ? [fix(title, ...ops)] : [] };
}
