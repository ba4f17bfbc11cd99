import { factsOf, type ResourceFacts } from "../../../server/kube/facts/facts.ts";
import { type Pod, podOf } from "../../../server/kube/pod.ts";
import { type Resource, resourcesOf } from "../../../server/kube/resource.ts";
import { parseTemplate } from "../../../server/yaml/template/template.ts";

/** The one object of a text, in which a template may decide something (`{{ … }}`), with its pod. */
export function objectIn(text: string): { readonly resource: Resource; readonly pod: Pod | undefined } {
  const [resource] = resourcesOf(parseTemplate(text, 0, text.length));
  if (!resource) throw new Error(`no object: ${text}`);
  return { resource, pod: podOf(resource) };
}

/** What other documents may ask of it. */
export function facts(text: string): ResourceFacts {
  const { resource, pod } = objectIn(text);
  return factsOf(resource, pod);
}

/** An object of these lines. */
export function manifest(apiVersion: string, kind: string, ...lines: readonly string[]): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\n${lines.map((line) => `${line}\n`).join("")}`;
}

export const NAMED = "metadata: { name: a, namespace: shop }";
