// apps/v1: controllers adopt whatever pods their selector matches; two whose selectors match each other's pods fight over them.
import { defineRule, deployedBeside, deployedTogether, type IndexedObject, podSelectorOf, selects } from "../../server/api.ts";

export default defineRule({
  id: "overlapping-selectors",
  family: "references",
  severity: "warning",
  tier: "strict",
  title: "Selectors of two controllers match each other's pods",
  why: "Each of the controllers counts the other's pods as its own: they scale each other down, roll out the wrong template, and disruption budgets and autoscalers of one act on both. A Service that selects by the same labels sends requests to the wrong pods.",
  ignoreWhen: "The two are never in one namespace at the same time.",
  how: "Give each controller a label of its own in its selector and template. A selector cannot be changed later: the controller has to be made anew.",
  references: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector"],
  workspace(own, index, { report }) {
    if (!CONTROLLERS.has(own.kind) || own.group !== "apps") return;
    const selector = podSelectorOf(own);
    const [pods] = own.pods;
    if (!selector || !pods || selector.uncertain || pods.uncertain) return;
    const other = index.workloadsWith(selector.matchLabels, own.namespace).find((one) => isRival(own, one));
    if (!other) return;
    report(selector.site, `The selector of ${own.kind} "${own.name}" and that of ${other.kind} "${other.name}" overlap.`, {
      related: [{ message: `${other.kind} "${other.name}".`, object: other, at: podSelectorOf(other)?.site ?? other.site }],
    });
  },
});

const CONTROLLERS: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]);

/** Whether the two are deployed in one namespace for certain, and each selects the pods of the other. */
function isRival(own: IndexedObject, other: IndexedObject): boolean {
  if (other.group !== "apps" || !CONTROLLERS.has(other.kind) || own.namespace !== other.namespace) return false;
  if (own.kind === other.kind && own.name === other.name) return false;
  if (!deployedTogether(own, other) && !(own.namespace !== undefined && deployedBeside(own, other))) return false;
  const [mine, its] = [podSelectorOf(own), podSelectorOf(other)];
  if (!mine || !its || its.uncertain) return false;
  const [myPods, itsPods] = [own.pods[0], other.pods[0]];
  if (!myPods || !itsPods || itsPods.uncertain) return false;
  return selects(mine, itsPods.labels) && selects(its, myPods.labels);
}
