// CIS Kubernetes Benchmark 1.2.20; kube-apiserver, --request-timeout (default 1m0s).
import { defineRule, findFlag, integer, parseDuration } from "../../../server/api.ts";

import { offer } from "../_flag.ts";
import { onComponent } from "../_visit.ts";

export default defineRule({
  id: "apiserver-request-timeout",
  family: "control-plane",
  severity: "info",
  tier: "strict",
  title: "Requests to the API server may run too long",
  why: "Slow clients hold connections and memory for as long as this timeout allows. A large value, or none, lets a handful of them use up the API server.",
  ignoreWhen: "Some clients need long requests and the API server has the memory for it: raise maxSeconds.",
  standards: ["cis:1.2.20"],
  references: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/"],
  peers: ["checkov:CKV_K8S_95", "kubescape:C-0134", "kics:request_timeout_not_properly_set"],
  fix: "suggestion",
  options: { maxSeconds: integer(300, "Longest timeout in seconds", { min: 1 }) },
  ...onComponent<{ maxSeconds: ReturnType<typeof integer> }>("kube-apiserver", (component, { options, report }) => {
    const flag = findFlag(component, "request-timeout");
    if (!flag || flag.value === undefined) return;
    const seconds = parseDuration(flag.value);
    if (seconds !== undefined && seconds > 0 && seconds <= options.maxSeconds) return;
    const problem =
      seconds === undefined
        ? `does not start: --request-timeout "${flag.value}" is not a duration such as 1m0s`
        : seconds <= 0
          ? "never times out a request: --request-timeout is 0"
          : `lets a request run for ${seconds} seconds, more than ${options.maxSeconds}`;
    report(flag.place, `${component.label} ${problem}.`, offer("Use the default of one minute", flag.remove()));
  }),
});
