import type { IndexedObject } from "../facts/indexed-object.ts";
import type { ObjectIndex } from "../facts/object-index.ts";
import { meant } from "./meant.ts";

/** The ServiceAccount object that an object's pods run as; `undefined` where there is none, or where several may be meant. */
function accountOf(index: ObjectIndex, object: IndexedObject): IndexedObject | undefined {
  const name = object.pods[0]?.serviceAccount;
  if (name === undefined) return undefined;
  const found = meant(index, object, { group: "", kind: "ServiceAccount", name, namespace: object.namespace });
  return found.length === 1 ? found[0] : undefined;
}

/** Whether the pods get the token of their account: as they say themselves, else as the account does (plugin/pkg/admission/serviceaccount). */
export function mountsToken(index: ObjectIndex, object: IndexedObject): boolean {
  const own = object.pods[0]?.automountToken;
  if (own !== undefined) return own;
  const value = accountOf(index, object)?.values.find(({ field }) => field === "automountServiceAccountToken");
  return value?.value !== false;
}
