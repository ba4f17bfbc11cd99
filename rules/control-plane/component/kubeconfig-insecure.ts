// CIS Kubernetes Benchmark 3.1.1; kubeconfig, docs/reference/config-api/kubeconfig.v1.
import { defineRule, manual, remove } from "../../../server/api.ts";
import { isLoopback } from "../_url.ts";

const CREDENTIALS: readonly string[] = ["token", "password", "client-key-data"];

/** Not empty, and not `<token>`, `REDACTED` or the like. */
function isReal(text: string): boolean {
  return text !== "" && !/^<.*>$|^\[.*\]$|^(?:REDACTED|DATA\+OMITTED|CHANGE_?ME|x+|\*+|\.+)$/i.test(text);
}

export default defineRule({
  id: "kubeconfig-insecure",
  family: "control-plane",
  severity: "error",
  tier: "recommended",
  title: "Kubeconfig holds a credential or skips verification",
  why: "Whoever can read the file is that user, until somebody revokes the credential. Without verification of the server anyone on the network path gets the credential as well.",
  ignoreWhen: "A generated kubeconfig of a throw-away test cluster on the same machine.",
  standards: ["cis:3.1.1"],
  references: ["https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/"],
  peers: ["kubescape:C-0286"],
  fix: "suggestion",
  kinds: ["Config"],
  resource(resource, { report }) {
    if (resource.apiVersion !== "v1") return;
    for (const { cluster } of resource
      .at("clusters")
      .items()
      .map((item) => ({ cluster: item.at("cluster") }))) {
      const skip = cluster.at("insecure-skip-tls-verify");
      if (skip.value === true)
        report(skip, "The server's certificate is not verified.", {
          fixes: [manual("Verify the server", remove(skip))],
        });
      const server = cluster.at("server");
      if (server.string?.startsWith("http://") && !isLoopback(server.string))
        report(server, "The server's URL is not https: credentials are sent in plain text.");
    }
    for (const item of resource.at("users").items())
      for (const name of CREDENTIALS) {
        const credential = item.at("user", name);
        if (typeof credential.value === "string" && isReal(credential.value))
          report(credential, `The kubeconfig holds a credential in plain text: ${name}.`);
      }
  },
});
