import type { Op } from "../../yaml/edit/op.ts";
import type { Place } from "../../yaml/tree/field.ts";
import type { Container } from "../pod.ts";

export type ComponentName = "kube-apiserver" | "kube-controller-manager" | "kube-scheduler" | "etcd" | "kubelet" | "kube-proxy";

export const COMPONENTS: readonly ComponentName[] = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "etcd",
  "kubelet",
  "kube-proxy",
];

/** A flag that a component of Kubernetes is started with. */
export interface Flag {
  /** Without dashes; `_` is written `-`, as the components' own flag reader does. */
  readonly name: string;
  /** `undefined` where a variable or a template decides. A flag without a value is `true`. */
  readonly value: string | undefined;
  readonly place: Place;
  /** Written in the document; false for what kubeadm passes by itself. */
  readonly given: boolean;
  /** The operations that give it this value; none where the text cannot be edited by path, as inside a shell script. */
  set(value: string): readonly Op[];
  remove(): readonly Op[];
}

/** A component of Kubernetes, run by a container or configured in a file of kubeadm, Cluster API or Rancher. */
export interface Component {
  readonly name: ComponentName;
  /** The subject of a message. */
  readonly label: string;
  /** Where a missing flag is reported: the word that names the component. */
  readonly place: Place;
  /** In the order in which they are read: of two, the later one wins. */
  readonly flags: readonly Flag[];
  /** The tool that adds flags of its own; `undefined` for a container, whose command line is all there is. */
  readonly tool: "kubeadm" | "Rancher" | undefined;
  /** A variable, a template or another file may bring more flags: none is certainly missing. */
  readonly open: boolean;
  readonly container: Container | undefined;
  /** The operations that add a flag; none where the text cannot be edited by path. */
  add(name: string, value: string): readonly Op[];
}
