// Small manifests for tests of the command.

/** A pod with an error at line 8, column 38 if it is privileged. */
export const pod = (name: string, privileged = true, more = "") => `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  containers:
    - name: app
      image: app:1
      securityContext: { privileged: ${privileged} }
${more}`;

/** More of a pod: a warning. */
export const hostPath = "  volumes:\n    - name: logs\n      hostPath: { path: /var/log }\n";

/** Rules come and go; the tests look at these. */
export const ONLY = ["--only", "privileged-container,hostpath-volume,service-selects-nothing,non-string-value"];
