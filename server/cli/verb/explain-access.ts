import { Refusal } from "../../disk/refusal.ts";
import { canonical, keyOf, type Subject } from "../../kube/access/subject.ts";
import { accessWorld } from "../../kube/graph/world.ts";
import { accessAnswer, accessText } from "../../report/graph/access.ts";
import { accessDrawing } from "../../report/graph/access-drawing.ts";
import { drawn } from "../../report/graph/drawing.ts";
import type { Args } from "../option/args.ts";
import type { Environment } from "../option/environment.ts";
import { refuseUnknown, scanObjects } from "../run/objects.ts";

/** `plimsoll explain-access SUBJECT [PATH…]`: what a subject may do, by which chain, and what it could become. */
export async function explainAccess(args: Args, environment: Environment): Promise<number> {
  const [subject, ...paths] = args.operands;
  if (subject === undefined)
    throw new Refusal("plimsoll explain-access takes a subject: plimsoll explain-access shop/web, user:ada or group:admins.");
  const { objects, placeOf, shown, incomplete } = await scanObjects(args, paths, environment);
  const world = accessWorld(objects);
  const answer = shown(accessAnswer(subjectNamed(subject, world.subjects), world, placeOf));
  const format = args.value("format") ?? "text";
  environment.stdout.write(
    format === "json"
      ? `${JSON.stringify(answer, null, 2)}\n`
      : format === "svg"
        ? drawn(accessDrawing(answer))
        : accessText(answer),
  );
  return incomplete ? 2 : 0;
}

/** The subject that is asked about: an account by its name alone where one namespace has it. Users and groups are whatever the name says. */
function subjectNamed(text: string, known: readonly Subject[]): Subject {
  const [, kind, name = ""] = /^(user|group):(.+)$/.exec(text) ?? [];
  if (kind === "group") return { kind: "Group", namespace: undefined, name };
  if (kind === "user") return canonical({ kind: "User", namespace: undefined, name });
  const slash = text.indexOf("/");
  const [namespace, account] = slash < 0 ? [undefined, text] : [text.slice(0, slash), text.slice(slash + 1)];
  const accounts = known.filter((one) => one.kind === "ServiceAccount");
  const titles = accounts.map((one) => (one.namespace === undefined ? one.name : `${one.namespace}/${one.name}`));
  const found = accounts.filter(
    (one) => one.name === account && (namespace === undefined || one.namespace === undefined || one.namespace === namespace),
  );
  const exact = found.find((one) => one.namespace === namespace) ?? found[0];
  if (!exact) return refuseUnknown("service account", text, slash < 0 ? accounts.map((one) => one.name) : titles);
  const different = [...new Map(found.map((one) => [keyOf(one), one])).values()].filter((one) => one.namespace !== undefined);
  if (namespace === undefined && exact.namespace !== undefined && different.length > 1)
    throw new Refusal(
      `Several namespaces have an account "${account}": say which, ${different.map((one) => `${one.namespace}/${one.name}`).join(" or ")}.`,
    );
  return namespace === undefined ? exact : { ...exact, namespace };
}
