// policy/v1beta1 PodSecurityPolicySpec; CIS Kubernetes Benchmark 1.6, section 5.2.
import { append, boolean, defineRule, type Field, type Fix, type Resource, remove, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "permissive-pod-security-policy",
  family: "policy-mesh",
  severity: "warning",
  tier: "strict",
  title: "PodSecurityPolicy allows what pods do not need",
  why: "A pod is admitted if any policy that its service account may use admits it. So one lax policy is the one that counts for everyone bound to it.",
  ignoreWhen: "The policy is for node agents and only their service accounts may use it.",
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-policy/"],
  peers: [
    "checkov:CKV_K8S_1",
    "checkov:CKV_K8S_2",
    "checkov:CKV_K8S_3",
    "checkov:CKV_K8S_4",
    "checkov:CKV_K8S_5",
    "checkov:CKV_K8S_6",
    "checkov:CKV_K8S_7",
    "checkov:CKV_K8S_24",
    "checkov:CKV_K8S_32",
    "checkov:CKV_K8S_36",
    "kubescape:C-0213",
    "kubescape:C-0214",
    "kubescape:C-0215",
    "kubescape:C-0216",
    "kubescape:C-0217",
    "kubescape:C-0218",
    "kubescape:C-0219",
    "kubescape:C-0220",
    "kics:psp_*",
    "kics:net_raw_capabilities_disabled_for_psp",
    "kics:not_limited_capabilities_for_pod_security_policy",
    "kics:root_containers_admitted",
  ],
  fix: "suggestion",
  kinds: ["PodSecurityPolicy"],
  options: { always: boolean(false, "Also for Kubernetes 1.25 and later, where the policy has no effect") },
  resource(policy, { kubernetes, options, report }) {
    const spec = policy.at("spec");
    if ((kubernetes >= 25 && !options.always) || !spec.isMapping) return;
    for (const { at, what, fixes } of [
      ...flags(spec),
      ...capabilities(spec),
      ...volumes(spec),
      ...identities(spec),
      ...seccomp(policy),
    ])
      report(at, `PodSecurityPolicy "${policy.name}" ${what}.`, { fixes });
  },
});

interface Gap {
  readonly at: Field;
  readonly what: string;
  readonly fixes: readonly Fix[];
}

/** Fields with the value that forbids, and whether leaving them out allows. */
const FLAGS: readonly (readonly [name: string, forbids: boolean, byDefault: boolean, what: string])[] = [
  ["privileged", false, false, "allows privileged containers"],
  ["hostPID", false, false, "lets pods see the processes of the node"],
  ["hostIPC", false, false, "lets pods share the node's memory"],
  ["hostNetwork", false, false, "lets pods use the network of the node"],
  ["allowPrivilegeEscalation", false, true, "lets processes gain privileges (setuid)"],
  ["readOnlyRootFilesystem", true, true, "lets containers write to their root file system"],
];

function flags(spec: Field): readonly Gap[] {
  return FLAGS.flatMap(([name, forbids, byDefault, what]) => {
    const flag = spec.at(name);
    const gap = flag.absent ? byDefault : flag.value === !forbids;
    return gap ? [{ at: flag, what, fixes: [suggestion(`Set ${name}: ${forbids}`, set(flag, forbids))] }] : [];
  });
}

function capabilities(spec: Field): readonly Gap[] {
  const added = spec
    .at("allowedCapabilities")
    .items()
    .filter(({ string }) => string !== undefined && string !== "NET_BIND_SERVICE")
    .map((at) => ({
      at,
      what: `lets containers add ${at.string === "*" ? "every capability" : `the capability ${at.string}`}`,
      fixes: [suggestion("Do not allow it", remove(at))],
    }));
  const dropped = spec.at("requiredDropCapabilities");
  const drops = dropped.items().some(({ value }) => value === "ALL" || value === "NET_RAW");
  if (dropped.open || drops || !(dropped.absent || dropped.isSequence)) return added;
  const fixes = [suggestion("Require that all capabilities are dropped", append(dropped, "ALL"))];
  return [...added, { at: dropped, what: "keeps the default capabilities", fixes }];
}

const HARMLESS = ["configMap", "downwardAPI", "emptyDir", "persistentVolumeClaim", "projected", "secret"];

function volumes(spec: Field): readonly Gap[] {
  const types = spec.at("volumes").items();
  const wide = types
    .filter(({ value }) => value === "*" || value === "hostPath")
    .map((at) => ({
      at,
      what: "lets pods mount directories of the node",
      fixes:
        at.value === "hostPath"
          ? [suggestion("Do not allow hostPath", remove(at))]
          : [
              suggestion(
                "Allow only volumes that stay off the node",
                ...HARMLESS.map((type) => append(spec.at("volumes"), type)),
                remove(at),
              ),
            ],
    }));
  const paths = spec.at("allowedHostPaths").items();
  return [
    ...wide,
    ...paths
      .filter((path) => path.isMapping && (path.at("readOnly").absent || path.at("readOnly").value === false))
      .map((path) => ({
        at: path.at("pathPrefix"),
        what: "lets pods write to a directory of the node",
        fixes: [suggestion("Allow it read-only", set(path.at("readOnly"), true))],
      })),
  ];
}

function identities(spec: Field): readonly Gap[] {
  return (["runAsUser", "fsGroup", "supplementalGroups"] as const).flatMap((name) => {
    const rule = spec.at(name, "rule");
    const user = name === "runAsUser";
    const what = user ? "lets containers run as root" : `lets pods join the group of root (${name})`;
    if (rule.value === "RunAsAny") {
      const stricter = user
        ? suggestion("Require another user than root", set(rule, "MustRunAsNonRoot"))
        : suggestion("Require other groups", set(rule, "MustRunAs"), set(spec.at(name, "ranges"), [{ min: 1, max: 65535 }]));
      return [{ at: rule, what, fixes: [stricter] }];
    }
    if (rule.value !== "MustRunAs") return [];
    return spec
      .at(name, "ranges")
      .items()
      .map((range) => range.at("min"))
      .filter(({ value }) => value === 0)
      .map((at) => ({ at, what, fixes: [suggestion("Begin the range at 1", set(at, 1))] }));
  });
}

const ALLOWED_PROFILES = "seccomp.security.alpha.kubernetes.io/allowedProfileNames";
const DEFAULT_PROFILE = "seccomp.security.alpha.kubernetes.io/defaultProfileName";

function seccomp(policy: Resource): readonly Gap[] {
  const annotations = policy.at("metadata", "annotations");
  const allowed = annotations.at(ALLOWED_PROFILES);
  const wide = allowed.string?.split(",").some((name) => name.trim() === "*" || name.trim() === "unconfined");
  if (!allowed.absent && !wide) return [];
  const fix = suggestion(
    "Require the seccomp profile of the runtime",
    set(allowed, "runtime/default"),
    set(annotations.at(DEFAULT_PROFILE), "runtime/default"),
  );
  return [
    {
      at: allowed.exists ? allowed : policy.at("metadata", "name"),
      what: "lets containers run without a seccomp profile",
      fixes: [fix],
    },
  ];
}
