/** A version range of an image with a flaw that is used in attacks. `image` is the end of a repository's name. */
export interface Vulnerable {
  readonly image: string;
  readonly range: string;
  readonly advisory: string;
}

export const VULNERABLE: readonly Vulnerable[] = [
  { image: "argoproj/argocd", range: "<2.1.9 || >=2.2.0 <2.2.4", advisory: "CVE-2022-24348" },
  {
    image: "grafana/grafana",
    range: ">=8.0.0 <8.0.7 || >=8.1.0 <8.1.8 || >=8.2.0 <8.2.7 || >=8.3.0 <8.3.1",
    advisory: "CVE-2021-43798",
  },
  { image: "grafana/grafana", range: ">=9.2.0 <9.2.4", advisory: "CVE-2022-39328" },
  { image: "ingress-nginx/controller", range: "<1.11.5 || >=1.12.0 <1.12.1", advisory: "CVE-2025-1974" },
  { image: "kyverno/kyverno", range: ">=1.8.3 <1.8.5", advisory: "CVE-2022-47633" },
];

/** A project that gives out no fixes any more. `image` is the end of a repository's name. */
export interface Retired {
  readonly image: string;
  /** A word of it, one that stands in few other documents. */
  readonly word: string;
  readonly since: string;
  readonly instead: string;
}

export const RETIRED: readonly Retired[] = [
  {
    image: "ingress-nginx/controller",
    word: "ingress",
    since: "March 2026",
    instead: "a Gateway API implementation or another ingress controller",
  },
  {
    image: "kubernetes-ingress-controller/nginx-ingress-controller",
    word: "ingress",
    since: "March 2026",
    instead: "a Gateway API implementation or another ingress controller",
  },
  { image: "heapster", word: "heapster", since: "2018", instead: "metrics-server" },
  { image: "heapster-amd64", word: "heapster", since: "2018", instead: "metrics-server" },
  { image: "jtblin/kube2iam", word: "kube2iam", since: "some years", instead: "the workload identity of the cloud" },
  { image: "uswitch/kiam", word: "kiam", since: "2022", instead: "the workload identity of the cloud" },
  { image: "weaveworks/weave-kube", word: "weave", since: "2024", instead: "a network plug-in that is maintained" },
  { image: "weaveworks/weave-npc", word: "weave", since: "2024", instead: "a network plug-in that is maintained" },
];

/** Whether a repository's name ends with these segments. */
export function isImageOf(repository: string, image: string): boolean {
  return repository === image || repository.endsWith(`/${image}`);
}
