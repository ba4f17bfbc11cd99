// apimachinery, pkg/util/validation/validation.go; core validation of containers and volumes.
import { defineRule, dnsLabelProblem, type Field, objectNameProblem, set, slug, suggestion } from "../../server/api.ts";

export default defineRule({
  id: "invalid-name",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Name is not one that the API server takes",
  why: "The API server refuses the object. In a batch of manifests the others are applied, so a deployment ends up half done.",
  references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"],
  peers: ["monokle:K8S001"],
  fix: "suggestion",
  yieldsTo: ["placeholder-value"],
  resource(resource, { kubernetes, report }) {
    if (!resource.builtIn) return;
    const name = resource.at("metadata", "name");
    if (name.string)
      check(name, objectNameProblem(resource.kind, name.string, kubernetes), `The name of this ${resource.kind}`, report);
    const namespace = resource.at("metadata", "namespace");
    if (namespace.string) check(namespace, dnsLabelProblem(namespace.string), "The namespace", report);
  },
  pod(pod, { report }) {
    for (const volume of pod.at("volumes").items()) {
      const name = volume.at("name");
      if (name.string) check(name, dnsLabelProblem(name.string), "The name of a volume", report);
    }
    for (const container of pod.containers) {
      const name = container.at("name");
      if (name.string) check(name, dnsLabelProblem(name.string), "The name of a container", report);
    }
  },
});

function check(
  name: Field,
  problem: string | undefined,
  what: string,
  report: (where: Field, message: string, extra: { fixes: readonly ReturnType<typeof suggestion>[] }) => void,
): void {
  if (!problem || /[A-Z][A-Z0-9_]{3,}/.test(name.string ?? "")) return; // a word in capitals is filled in later
  const valid = slug(name.string ?? "");
  report(name, `${what} ${problem}: "${name.string}" is refused.`, {
    fixes: valid && valid !== name.string ? [suggestion(`Rename to ${valid}`, set(name, valid))] : [],
  });
}
