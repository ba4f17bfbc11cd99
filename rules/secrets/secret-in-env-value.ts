// core/v1 EnvVar.value; CIS Kubernetes Benchmark 5.4.1.
import { defineRule, manual, remove, set, slug } from "../../server/api.ts";
import { credentialAt, DETECTION } from "./_detect.ts";

export default defineRule({
  id: "secret-in-env-value",
  family: "secrets",
  severity: "error",
  tier: "recommended",
  confidential: true,
  title: "Credential as the value of an environment variable",
  why: "Everyone who may read the repository or the workload has the credential, and it stays in the history forever. In a Secret only those who may read that Secret have it, and it can be changed without a new manifest.",
  ignoreWhen:
    "A throw-away password of a test that never leaves its network. Names of Secrets, files and switches are not reported.",
  how: "Create the Secret beside the manifest (the fix does not), refer to it, and change the credential: it has been seen.",
  standards: ["cis:5.4.1", "nsa"],
  references: ["https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/"],
  peers: [
    "kube-linter:env-var-secret",
    "kubescape:C-0012",
    "kubescape:C-0259",
    "polaris:sensitiveContainerEnvVar",
    "monokle:KBP111",
  ],
  fix: "suggestion",
  options: DETECTION,
  needs: ["env"],
  container(container, { options, report }) {
    for (const item of container.at("env").items()) {
      const name = item.at("name").string ?? "";
      const value = item.at("value");
      const text = value.raw;
      if (typeof text !== "string" || text === "") continue;
      const what = credentialAt(name, text, options);
      if (!what) continue;
      const owner = slug(container.pod.resource.name);
      const key = slug(name);
      const fixes =
        owner && key
          ? [
              manual(
                "Take it from a Secret",
                remove(value),
                set(item.at("valueFrom"), { secretKeyRef: { name: `${owner}-secrets`, key } }),
              ),
            ]
          : [];
      report(value, `Container "${container.name}" has ${what} in ${name || "a variable"}.`, {
        fixes,
      });
    }
  },
});
