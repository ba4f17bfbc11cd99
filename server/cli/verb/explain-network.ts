import { Refusal } from "../../disk/refusal.ts";
import type { IndexedObject } from "../../kube/facts/indexed-object.ts";
import { drawn } from "../../report/graph/drawing.ts";
import { networkAnswer } from "../../report/graph/network.ts";
import { networkDrawing } from "../../report/graph/network-drawing.ts";
import { networkText } from "../../report/graph/network-text.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { refuseUnknown, scanObjects } from "../run/objects.ts";

/** `plimsoll explain-network [NAMESPACE/]WORKLOAD [PATH…]`: who may reach a workload, whom it may reach, and by which policy. */
export async function explainNetwork(args: Args, environment: Environment): Promise<number> {
  const [name, ...paths] = args.operands;
  if (name === undefined) throw new Refusal("plimsoll explain-network takes a workload: plimsoll explain-network shop/web.");
  const { objects, placeOf, shown, incomplete } = await scanObjects(args, paths, environment);
  const answer = shown(networkAnswer(workloadNamed(name, objects), objects, placeOf));
  if (!answer) throw new Refusal(`"${name}" runs no pods.`);
  const format = args.value("format") ?? "text";
  environment.stdout.write(
    format === "json"
      ? `${JSON.stringify(answer, null, 2)}\n`
      : format === "svg"
        ? drawn(networkDrawing(answer))
        : networkText(answer),
  );
  return incomplete ? 2 : 0;
}

/** The workload of a name, by itself or behind its namespace and its kind: `web`, `shop/web`, `shop/Deployment/web`. */
function workloadNamed(text: string, objects: readonly IndexedObject[]): IndexedObject {
  const workloads = objects.filter(({ pods, kind, name }) => pods.length > 0 && kind !== "PodTemplate" && name !== "");
  const parts = text.split("/");
  const name = parts.at(-1) ?? "";
  const namespace = parts.length > 1 ? parts[0] : undefined;
  const kind = parts.length > 2 ? parts[1]?.toLowerCase() : undefined;
  const found = workloads.filter(
    (one) =>
      one.name === name &&
      (namespace === undefined || one.namespace === undefined || one.namespace === namespace) &&
      (kind === undefined || one.kind.toLowerCase() === kind),
  );
  const [first] = found;
  if (!first)
    return refuseUnknown(
      "workload",
      text,
      workloads.map((one) => titleOf(one, parts.length > 1)),
    );
  const titles = [...new Set(found.map((one) => `${one.namespace ?? namespace ?? "default"}/${one.kind}/${one.name}`))];
  if (titles.length > 1) throw new Refusal(`Several workloads are called "${text}": say which, ${titles.join(" or ")}.`);
  return first;
}

function titleOf({ namespace, name }: IndexedObject, isLong: boolean): string {
  return isLong && namespace !== undefined ? `${namespace}/${name}` : name;
}
