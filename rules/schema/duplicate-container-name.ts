// core validation: container names are unique over init, app and ephemeral containers; volume names within a pod.
import { type Container, type Context, defineRule, type Field } from "../../server/api.ts";

const LISTS = ["initContainers", "containers", "ephemeralContainers", "volumes"];

export default defineRule({
  id: "duplicate-container-name",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Two containers or volumes share a name",
  why: "The API server refuses the object, whether it is a Pod or a workload with such a pod template. In a batch of manifests the others are applied, so a deployment ends up half done.",
  how: "Give each container and each volume of the pod a name of its own.",
  peers: ["monokle:K8S001"],
  pod(pod, { report }) {
    const volumes = pod.at("volumes").items();
    if (pod.containers.length < 2 && volumes.length < 2) return;
    // In a template two entries of one name may be alternatives.
    if (LISTS.some((list) => pod.at(list).open)) return;
    check("container", pod.containers, report);
    check("volume", volumes, report);
  },
});

function check(what: string, things: readonly (Container | Field)[], report: Context["report"]): void {
  if (things.length < 2) return;
  const first = new Map<string, Field>();
  for (const thing of things) {
    const name = thing.at("name");
    if (name.string === undefined) continue;
    const other = first.get(name.string);
    if (!other) first.set(name.string, name);
    else
      report(name, `Two ${what}s of this pod are named "${name.string}".`, {
        related: [{ message: `The first ${what} of this name.`, at: other }],
      });
  }
}
