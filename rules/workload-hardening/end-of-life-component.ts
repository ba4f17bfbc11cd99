// The retirement notices of the named projects.
import { defineRule, parseImage } from "../../server/api.ts";
import { isImageOf, RETIRED } from "./_component.table.ts";

export default defineRule({
  id: "end-of-life-component",
  family: "workload-hardening",
  severity: "warning",
  tier: "recommended",
  title: "Component is no longer maintained",
  why: "Vulnerabilities that are found in it from now on stay unfixed.",
  ignoreWhen: "A vendor maintains the image for you.",
  how: "Plan the move to a maintained replacement.",
  peers: ["kubescape:C-0292"],
  kinds: ["IngressClass"],
  needs: ["ingress", ...RETIRED.map(({ word }) => word)],
  container(container, { report }) {
    const field = container.at("image");
    const repository = parseImage(field.string ?? "")?.repository;
    const retired = RETIRED.find(({ image }) => repository !== undefined && isImageOf(repository, image));
    if (!retired) return;
    report(field, `${retired.image} has not been maintained since ${retired.since}.`);
  },
  resource(ingressClass, { report }) {
    const controller = ingressClass.at("spec", "controller");
    if (controller.value !== "k8s.io/ingress-nginx") return;
    report(controller, `IngressClass "${ingressClass.name}" uses ingress-nginx, which is no longer maintained.`);
  },
});
