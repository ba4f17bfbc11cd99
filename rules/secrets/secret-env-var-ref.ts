// CIS Kubernetes Benchmark 5.4.1; core/v1 EnvVarSource.secretKeyRef, EnvFromSource.secretRef.
import { defineRule, strings } from "../../server/api.ts";

export default defineRule({
  id: "secret-env-var-ref",
  family: "secrets",
  severity: "info",
  tier: "strict",
  title: "Secret is exposed as an environment variable",
  why: "Every child process inherits the variable, crash reports and debug pages print it, and it keeps its value until the container restarts. A file is read when it is needed and follows a rotated Secret.",
  ignoreWhen: "The program reads the credential from nowhere else.",
  how: "Mount the Secret as a volume and give the program the file's path.",
  standards: ["cis:5.4.1"],
  references: ["https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod"],
  peers: [
    "kube-linter:read-secret-from-env-var",
    "checkov:CKV_K8S_35",
    "kubescape:C-0207",
    "monokle:KBP112",
    "kics:secrets_as_environment_variables",
    "kubesec:SecretsAsEnvironmentVariables",
  ],
  options: { allow: strings([], "Names of Secrets that may be given as environment variables") },
  needs: ["secretKeyRef", "secretRef"],
  container(container, { options, report }) {
    const references = [
      ...container
        .at("env")
        .items()
        .map((item) => item.at("valueFrom", "secretKeyRef")),
      ...container
        .at("envFrom")
        .items()
        .map((item) => item.at("secretRef")),
    ];
    for (const reference of references) {
      if (!reference.isMapping) continue;
      const name = reference.at("name").string ?? "";
      if (options.allow.includes(name)) continue;
      report(reference.key, `Container "${container.name}" gets Secret "${name}" as an environment variable.`);
    }
  },
});
