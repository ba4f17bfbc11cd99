// Gatekeeper library, K8sAllowedRepos: an image is allowed if it starts with an entry of `repos`.
import { defineRule, set, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "gatekeeper-ambiguous-repo-prefix",
  family: "policy-mesh",
  severity: "warning",
  tier: "recommended",
  title: "Allowed registry is a prefix of others",
  why: "The constraint compares the start of the image's name. `gcr.io` also allows `gcr.io.evil.example/miner`, and `docker.io/shop` also `docker.io/shopping/miner`, which anybody can publish.",
  ignoreWhen: "The open end is meant, as in a common prefix of your own repositories.",
  references: ["https://open-policy-agent.github.io/gatekeeper-library/website/validation/allowedrepos/"],
  peers: ["trivy:KSV-0124"],
  fix: "suggestion",
  kinds: ["constraints.gatekeeper.sh/K8sAllowedRepos"],
  resource(constraint, { report }) {
    for (const repo of constraint.at("spec", "parameters", "repos").items()) {
      const { string } = repo;
      if (string === undefined) continue;
      if (string === "") report(repo, "An empty prefix allows every image.");
      else if (/^(?:index\.)?docker\.io\/?$/.test(string))
        report(repo, `Anyone can publish under ${string}: name the organisations that you trust.`);
      else if (!string.endsWith("/") && !/[:@][^/]*$/.test(string))
        report(repo, `The prefix ${string} also matches longer names.`, {
          fixes: [
            suggestion(`Allow what is below ${string}/`, set(repo, `${string}/`)),
            ...(string.includes("/") ? [suggestion(`Allow the tags of ${string}`, set(repo, `${string}:`))] : []),
          ],
        });
    }
  },
});
