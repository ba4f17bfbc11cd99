// House rule; the syntax of annotations: https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
import { defineRule, records } from "../../server/api.ts";
import { require } from "./_metadata.ts";

export default defineRule({
  id: "required-annotation",
  family: "hygiene",
  severity: "info",
  tier: "all",
  title: "Required annotation is missing",
  why: "Somebody reads this annotation: a contact for the night shift, a link to the runbook, a switch of a controller. An object without it is missed.",
  ignoreWhen: "The object is made by a tool that sets the annotation later.",
  options: {
    annotations: records(
      ["key", "value?", "kinds?"],
      "Annotations that must be there; `value` is a regular expression, `kinds` a list with commas",
      ["value"],
    ),
  },
  peers: ["kube-linter:required-annotation-email", "monokle:MTD-custom-annotations"],
  fix: "suggestion",
  resource(resource, { options, report }) {
    require(resource, "annotation", options.annotations, report);
  },
});
