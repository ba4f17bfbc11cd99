// House rule; the syntax of labels: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
import { defineRule, records } from "../../server/api.ts";
import { require } from "./_metadata.ts";

export default defineRule({
  id: "required-label",
  family: "hygiene",
  severity: "info",
  tier: "all",
  title: "Required label is missing",
  why: "Somebody sorts costs, alerts or ownership by this label. An object without it belongs to nobody.",
  ignoreWhen: "The object is made by a tool that sets the label later.",
  options: {
    labels: records(
      ["key", "value?", "kinds?"],
      "Labels that must be there; `value` is a regular expression, `kinds` a list with commas",
      ["value"],
    ),
  },
  peers: ["kube-linter:required-label-owner", "kubescape:C-0076", "monokle:MTD-custom-labels"],
  fix: "suggestion",
  resource(resource, { options, report }) {
    require(resource, "label", options.labels, report);
  },
});
