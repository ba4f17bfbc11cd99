// CIS Kubernetes Benchmark 1.2.29 and 4.2.12; suites and their names: Go, crypto/tls.
import {
  boolean,
  componentWords,
  defineRule,
  findFlag,
  isKnownSuite,
  isWeakSuite,
  listed,
  strings,
} from "../../../server/api.ts";

import { mayMiss, offer } from "../_flag.ts";
import { onTlsSetting } from "../_tls.ts";
import { onComponent } from "../_visit.ts";

/** Of what the benchmark lists for the API server (1.2.29), the suites that are weak otherwise; for the kubelet (4.2.12) it lists none of them. */
const LISTED = [
  "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
  "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
  "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
  "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
];

type Own = {
  allowed: ReturnType<typeof strings>;
  allowedAtApiServer: ReturnType<typeof strings>;
  requireList: ReturnType<typeof boolean>;
};

const suites = onTlsSetting<Own>("tls-cipher-suites", ["tlsCipherSuites"], (setting, { options, report }) => {
  const allowed = [...options.allowed, ...(setting.component === "kube-apiserver" ? options.allowedAtApiServer : [])];
  const bad = setting.suites.filter(
    (suite) => !allowed.includes(suite.text) && (isWeakSuite(suite.text) || !isKnownSuite(suite.text)),
  );
  const kept = setting.suites.map((suite) => suite.text).filter((suite) => !bad.some((other) => other.text === suite));
  const weak = bad.filter((suite) => isKnownSuite(suite.text));
  const unknown = bad.filter((suite) => !isKnownSuite(suite.text));
  for (const group of setting.grouped ? [unknown, weak].filter((list) => list.length > 0) : bad.map((suite) => [suite])) {
    const [first] = group;
    if (!first) continue;
    const known = isKnownSuite(first.text);
    const names = listed(
      group.map((suite) => suite.text),
      1,
    );
    report(
      first.place,
      known
        ? `${setting.label} accepts weak cipher suites: ${names}.`
        : `${setting.label} does not start: unknown cipher suite ${names}.`,
      {
        ...offer(known ? "Drop what is weak" : "Drop what is unknown", setting.drop(first, kept)),
        severity: known ? "warning" : "error",
      },
    );
  }
});

/** Go's default list is sound; the benchmark asks for an explicit one. */
const absent = onComponent<Own>("kube-apiserver", (component, { options, report }) => {
  if (!options.requireList || findFlag(component, "tls-cipher-suites") || !mayMiss(component, { kubeadmMissing: false })) return;
  report(component.place, `${component.label} uses its default cipher suites: --tls-cipher-suites is missing.`, {
    severity: "info",
  });
});

export default defineRule({
  id: "weak-tls-cipher-suites",
  family: "control-plane",
  severity: "warning",
  tier: "recommended",
  title: "Component accepts weak TLS cipher suites",
  why: "With RSA key exchange a stolen key decrypts all recorded traffic; CBC with SHA-1, RC4 and 3DES have known breaks. A name that the component does not know keeps it from starting.",
  ignoreWhen: "A client that cannot be replaced needs the suite: name it in `allowed`.",
  standards: ["cis:1.2.29", "cis:4.2.12"],
  references: [
    "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/",
    "https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/",
  ],
  peers: [
    "checkov:CKV_K8S_105",
    "checkov:CKV_K8S_151",
    "trivy:KCV-0092",
    "kubescape:C-0143",
    "kubescape:C-0277",
    "kubescape:C-0184",
    "kics:weak_tls_cipher_suites",
  ],
  fix: "suggestion",
  presetOptions: { strict: { requireList: true }, cis: { requireList: true, allowedAtApiServer: LISTED } },
  options: {
    allowed: strings([], "Suites to accept although they are weak"),
    allowedAtApiServer: strings([], "The same for the API server alone"),
    requireList: boolean(false, "Also report an API server without a list of suites of its own"),
  },
  kinds: suites.kinds,
  needs: ["cipher", "tlsCipherSuites", ...componentWords("kube-apiserver", "etcd")],
  container(container, ctx) {
    suites.container(container, ctx);
    absent.container(container, ctx);
  },
  resource(resource, ctx) {
    suites.resource(resource, ctx);
    absent.resource(resource, ctx);
  },
});
