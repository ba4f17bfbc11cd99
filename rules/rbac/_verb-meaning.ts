import { nearest } from "../../server/api.ts";

/** What requests for URLs that are no resources have. */
export const HTTP_VERBS: readonly string[] = ["*", "get", "head", "post", "put", "patch", "delete", "options", "connect"];

/** What requests for resources have, and what the API server itself asks for beside (bind, escalate, use, approve, …). */
export const VERBS: readonly string[] = [
  ...["*", "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"],
  ...["use", "bind", "escalate", "impersonate", "approve", "sign", "attest", "proxy", "connect"],
];

/** Words for people. */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  read: ["get", "list", "watch"],
  view: ["get", "list", "watch"],
  write: ["create", "update", "patch", "delete"],
  edit: ["update", "patch"],
  modify: ["update", "patch"],
  add: ["create"],
  remove: ["delete"],
  execute: ["create"],
  exec: ["create"],
  put: ["update"],
  post: ["create"],
};

/** The verbs that somebody who wrote this one most likely means; none if that is anyone's guess. */
export function meaningOf(verb: string, known: readonly string[]): readonly string[] {
  const lower = verb.toLowerCase().replaceAll(/[-_]/g, "");
  if (known.includes(lower)) return [lower];
  if (known === VERBS && Object.hasOwn(MEANINGS, lower)) return MEANINGS[lower] ?? [];
  const near = nearest(lower, known.slice(1));
  return near === undefined ? [] : [near];
}
