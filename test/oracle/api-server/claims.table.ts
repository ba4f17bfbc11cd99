/** What a rule's page and messages say that the API server does with the objects that it reports. */
export interface Claim {
  /** The rule's id. */
  readonly rule: string;
  /** `dropped`: taken by a client that does not validate, without the field; kubectl, as it is set, has it refused. */
  readonly verdict: "refused" | "dropped";
  /** Messages that say nothing of the kind: what they are about is taken, and then fails or does harm. */
  readonly silent?: RegExp;
  /** Fields under which the refusal may stand instead of at the place of the finding. */
  readonly at?: RegExp;
}

/** Every rule whose page says that the API server refuses or drops something of an object. */
export const CLAIMS: readonly Claim[] = [
  { rule: "webhook-fails-open", verdict: "refused", silent: /(?<!refuses)\.$/ },
  { rule: "invalid-image-reference", verdict: "refused", silent: /is not a valid reference/ },
  { rule: "limit-range-incomplete", verdict: "refused", silent: /sets no/, at: /^spec\.limits/ },
  { rule: "network-policy-invalid-cidr", verdict: "refused" },
  { rule: "cluster-scoped-resource-in-role", verdict: "refused", silent: /(?<!in a Role)\.$/ },
  {
    rule: "invalid-rbac-subject",
    verdict: "refused",
    silent: /is ignored here|matches nobody|names no service account/,
  },
  { rule: "invalid-role-ref", verdict: "refused", silent: /has no apiGroup/ },
  { rule: "selector-label-mismatch", verdict: "refused", at: /^spec\.(template\.metadata\.labels|selector)/ },
  { rule: "hpa-cannot-scale", verdict: "refused", silent: /never scales|finds no target|cannot be scaled/ },
  { rule: "invalid-probe", verdict: "refused" },
  { rule: "invalid-restart-policy", verdict: "refused" },
  { rule: "invalid-rollout-strategy", verdict: "refused" },
  { rule: "invalid-topology-spread", verdict: "refused", silent: /spreads nothing|does not match/ },
  { rule: "pdb-without-policy", verdict: "refused", silent: /has neither/ },
  // The server names a container that may have more than its pod by a path of its own.
  { rule: "request-exceeds-limit", verdict: "refused", at: /resources\.containers\[\d+\]\[\w+\]\.limits$/ },
  { rule: "statefulset-volume-claim", verdict: "refused", silent: /(?<!is refused)\.$/, at: /resources\[storage\]$/ },
  { rule: "suspicious-quantity", verdict: "refused", silent: / means /, at: /resources\[storage\]$/ },
  {
    rule: "conflicting-security-context",
    verdict: "refused",
    silent: /its runAsUser is 0/,
    at: /\.(hostNetwork|hostPID|hostIPC|hostUsers)$/,
  },
  { rule: "duplicate-container-name", verdict: "refused", at: /ontainers\[\d+\]\.name$/ },
  { rule: "invalid-cron-schedule", verdict: "refused", silent: /never fires/ },
  { rule: "invalid-label", verdict: "refused", at: /\.(labels|annotations)$/ },
  { rule: "invalid-name", verdict: "refused" },
  { rule: "invalid-port", verdict: "refused" },
  { rule: "invalid-service-spec", verdict: "refused", at: /^spec\.(externalName|clusterIPs)/ },
  { rule: "misplaced-security-field", verdict: "dropped", silent: /^pod-security/ },
  { rule: "misspelled-security-field", verdict: "dropped", silent: /pod-security/ },
  { rule: "non-string-value", verdict: "refused" },
  // Kubernetes keeps the schema of a definition with one version at its older place.
  {
    rule: "schema-violation",
    verdict: "refused",
    // Where the server names another field than the one to change, or the first of several that contradict each other.
    at: /^(spec\.(validation\.openAPIV3Schema|metrics$|clusterIPs\[|scopes$|overhead\.limits|volumes\[\d+\]\.projected|LoadBalancerSourceRanges)|data\[|annotations\.kubernetes\.io\/ingress|metadata\.(name$|annotations\[api-approved))/,
    silent: /^dataSource is dropped/,
  },
  { rule: "unknown-field", verdict: "dropped" },
  {
    rule: "windows-linux-field-conflict",
    verdict: "refused",
    at: /securityContext\.(hostPID|hostIPC|hostUsers|shareProcessNamespace)$/,
  },
  { rule: "incomplete-typed-secret", verdict: "refused", at: /^(data|metadata\.annotations)\[/ },
  { rule: "invalid-secret-data", verdict: "refused" },
  { rule: "suspicious-file-mode", verdict: "refused", silent: /is decimal and means/ },
  { rule: "duplicate-mount-path", verdict: "refused" },
  { rule: "undefined-volume-mount", verdict: "refused" },
  { rule: "ephemeral-container-in-manifest", verdict: "refused" },
];

/** Pages with such words that the question to `validate` cannot decide, and why. */
export const UNDECIDED: Readonly<Record<string, string>> = {
  "deprecated-api-version": "is about later versions",
  "deprecated-field": "is about later versions",
  "duplicate-env-var": "is about server-side apply, which merges by name",
  "ingress-suspicious-annotation": "is about the admission webhook of an ingress controller",
  "invalid-pod-security-label": "is about the admission plugin of Pod Security",
  "missing-priority-or-runtime-class": "is about admission plugins, which look at other objects",
  "missing-service-account": "is about an admission plugin, which looks at other objects",
  "pod-security-policy-removed": "is about a kind that is not served",
  "removed-api-version": "is about versions that are not served",
};
