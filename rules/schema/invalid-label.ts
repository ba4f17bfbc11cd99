// apimachinery, pkg/util/validation/validation.go: IsQualifiedName, IsValidLabelValue; pkg/api/validation: TotalAnnotationSizeLimitB.
import {
  type Context,
  defineRule,
  type Field,
  hasPlaceholder,
  isServedGroup,
  labelValueProblem,
  qualifiedNameProblem,
  set,
  suggestion,
} from "../../server/api.ts";

const ANNOTATIONS_LIMIT = 256 * 1024;

export default defineRule({
  id: "invalid-label",
  family: "schema",
  severity: "error",
  tier: "recommended",
  title: "Label or annotation is invalid",
  why: "The API server refuses the object, also for a label of its pod template. In a batch of manifests the others are applied, so a deployment ends up half done.",
  references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set"],
  peers: ["kube-score:label-values", "kics:metadata_label_is_invalid"],
  fix: "suggestion",
  yieldsTo: ["placeholder-value"],
  needs: ["labels", "annotations", "commonLabels", "commonAnnotations"], // the last two are those of a kustomization
  resource(resource, { report }) {
    if (!isServedGroup(resource.group)) return;
    check(resource.at("metadata"), report);
    const template = resource.at("spec", "template");
    if (template.isMapping) check(template.at("metadata"), report);
    const jobs = resource.at("spec", "jobTemplate");
    if (jobs.isMapping) check(jobs.at("spec", "template", "metadata"), report);
  },
});

/** Checks the metadata of an object or of its pod template. */
function check(metadata: Field, report: Context["report"]): void {
  if (!metadata.isMapping) return;
  for (const [key, value] of metadata.at("labels").entries()) {
    const problem = keyProblem(key);
    if (problem) report(value.key, `Label key "${key}" ${problem}.`);
    const wrong = value.string === undefined ? undefined : labelValueProblem(value.string);
    if (!wrong) continue;
    const valid = sanitised(value.string ?? "");
    report(value, `The value of label ${key} ${wrong}.`, {
      fixes: valid && !/[<>]/.test(value.string ?? "") ? [suggestion(`Use ${valid}`, set(value, valid))] : [],
    });
  }
  let size = 0;
  for (const [key, value] of metadata.at("annotations").entries()) {
    // Annotation keys are compared in lower case (ValidateAnnotations).
    const problem = keyProblem(key.toLowerCase());
    if (problem) report(value.key, `Annotation key "${key}" ${problem}.`);
    size += key.length + String(value.raw ?? "").length;
  }
  if (size > ANNOTATIONS_LIMIT)
    report(metadata.at("annotations").key, `The annotations have ${size} bytes; the limit is ${ANNOTATIONS_LIMIT}.`);
}

function keyProblem(key: string): string | undefined {
  return hasPlaceholder(key) ? undefined : qualifiedNameProblem(key);
}

function sanitised(value: string): string | undefined {
  const text = value
    .replaceAll(/[^-A-Za-z0-9_.]+/g, "-")
    .slice(0, 63)
    .replaceAll(/^[-_.]+|[-_.]+$/g, "");
  return text === "" ? undefined : text;
}
