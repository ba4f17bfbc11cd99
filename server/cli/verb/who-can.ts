import { Refusal } from "../../disk/refusal.ts";
import { accessWorld } from "../../kube/graph/world.ts";
import { whoCanAnswer, whoCanText } from "../../report/graph/who-can.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { scanObjects } from "../run/objects.ts";

/** `plimsoll who-can VERB RESOURCE [PATH…]`: who may do something, and by which chain. */
export async function whoCan(args: Args, environment: Environment): Promise<number> {
  const [verb, resource, ...paths] = args.operands;
  if (verb === undefined || resource === undefined)
    throw new Refusal(
      "plimsoll who-can takes a verb and a resource: plimsoll who-can get secrets, create pods/exec, get /metrics.",
    );
  const { objects, placeOf, shown, incomplete } = await scanObjects(args, paths, environment);
  const question = { verb, resource, namespace: args.value("namespace"), name: args.value("name") ?? "" };
  const answer = shown(whoCanAnswer(question, accessWorld(objects), placeOf));
  environment.stdout.write(args.value("format") === "json" ? `${JSON.stringify(answer, null, 2)}\n` : whoCanText(answer));
  return incomplete ? 2 : 0;
}
