// apps/v1 DeploymentSpec.replicas defaults to 1.
import { autoscalersOf, defineRule, integer, manual, set, strings } from "../../server/api.ts";

export default defineRule({
  id: "single-replica",
  family: "resources-reliability",
  severity: "info",
  tier: "strict",
  title: "Workload runs too few replicas",
  why: "With one pod, every node drain, eviction or crash is an outage until another pod is ready.",
  ignoreWhen:
    "The program must not run twice (strategy Recreate is taken as that and not reported), or an autoscaler sets the replicas.",
  options: {
    min: integer(2, "Fewest replicas", { min: 1 }),
    kinds: strings(["Deployment", "ReplicaSet"], "Kinds that are asked"),
  },
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/"],
  peers: ["kube-linter:minimum-three-replicas", "polaris:deploymentMissingReplicas", "kube-score:deployment-replicas"],
  fix: "suggestion",
  kinds: ["Deployment", "StatefulSet", "ReplicaSet"],
  needs: ["replicas"],
  resource(resource, { options, report }) {
    if (!options.kinds.includes(resource.kind) || resource.at("spec", "strategy", "type").value === "Recreate") return;
    const replicas = resource.at("spec", "replicas");
    // Without the field an autoscaler may be in charge: where it is said, it is meant.
    if (replicas.number === undefined || replicas.number === 0 || replicas.number >= options.min) return;
    report(
      replicas,
      `${resource.kind} "${resource.name}" runs ${replicas.number} of the ${options.min} replicas that it should have.`,
      {
        // Whether the program may run twice is not in the file: a database with a volume of its own may not.
        fixes: [manual(`Run ${options.min}`, set(replicas, options.min))],
      },
    );
  },
  answered: (workload, index) => autoscalersOf(index, workload).length > 0,
});
