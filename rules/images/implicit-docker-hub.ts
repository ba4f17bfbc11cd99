// distribution/reference: a name without a host belongs to Docker Hub; CRI-O and containers/image search a list instead.
import { defineRule, set, suggestion } from "../../server/api.ts";
import { fullName, imageOf } from "./_image.ts";

export default defineRule({
  id: "implicit-docker-hub",
  family: "images",
  severity: "info",
  tier: "all",
  title: "Image names no registry",
  why: "Docker and containerd take it from Docker Hub, with its rate limits; CRI-O asks the registries of its search list one by one, and the first that has such a name wins.",
  ignoreWhen: "All nodes run containerd and Docker Hub is meant.",
  references: ["https://kubernetes.io/docs/concepts/containers/images/#image-names"],
  peers: ["trivy:KSV-0034"],
  fix: "suggestion",
  container(container, { report }) {
    const use = imageOf(container);
    if (!use || use.image.registry !== undefined) return;
    const full = fullName(use.image) + use.text.slice(use.image.repository.length);
    report(use.field, `The image of container "${container.name}" names no registry.`, {
      fixes: [suggestion(`Change it to ${full}`, set(use.field, full))],
    });
  },
});
