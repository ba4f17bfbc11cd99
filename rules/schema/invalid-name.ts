// apimachinery, pkg/util/validation/validation.go; core validation of containers and volumes.
import {
  type Context,
  defineRule,
  dnsLabelProblem,
  type Field,
  isClusterScoped,
  isServedGroup,
  objectNameProblem,
  set,
  slug,
  suggestion,
} from "../../server/api.ts";

export default defineRule({
  id: "invalid-name",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Name is invalid",
  why: "The API server refuses the object. In a batch of manifests the others are applied, so a deployment ends up half done.",
  references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"],
  peers: ["monokle:K8S001"],
  fix: "suggestion",
  yieldsTo: ["placeholder-value"],
  resource(resource, { kubernetes, report }) {
    if (!isServedGroup(resource.group)) return;
    const { kind, builtIn } = resource;
    const name = resource.at("metadata", "name");
    const text = name.string;
    const problem = text ? objectNameProblem(builtIn ? kind : "", text, kubernetes) : undefined;
    if (problem) tell(name, problem, `The name of this ${kind}`, report);
    // The namespace of an object that is in none is dropped unread.
    if (!isClusterScoped(resource.group, kind)) checkLabel(resource.at("metadata", "namespace"), "The namespace", report);
  },
  pod(pod, { report }) {
    for (const volume of pod.at("volumes").items()) checkLabel(volume.at("name"), "The name of a volume", report);
    for (const container of pod.containers) checkLabel(container.at("name"), "The name of a container", report);
  },
});

function checkLabel(name: Field, what: string, report: Context["report"]): void {
  const text = name.string;
  const problem = text ? dnsLabelProblem(text) : undefined;
  if (problem) tell(name, problem, what, report);
}

function tell(name: Field, problem: string, what: string, report: Context["report"]): void {
  if (/[A-Z][A-Z0-9_]{3,}/.test(name.string ?? "")) return; // a word in capitals is filled in later
  const valid = slug(name.string ?? "");
  report(name, `${what} ${problem}.`, {
    fixes:
      valid && valid !== name.string && !/[<>]/.test(name.string ?? "")
        ? [suggestion(`Rename to ${valid}`, set(name, valid))]
        : [],
  });
}
