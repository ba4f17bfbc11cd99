// OCI image specification, descriptor.md: a digest names content, a tag only a place where content is put.
import { defineRule, strings } from "../../server/api.ts";
import { fullName, imageOf, matchesRegistry } from "./_image.ts";

export default defineRule({
  id: "image-not-pinned-to-digest",
  family: "images",
  severity: "info",
  tier: "all",
  title: "Image is not pinned to a digest",
  why: "Whoever can push to the repository can put another image behind the same tag. With a digest, what was reviewed and scanned is what runs.",
  ignoreWhen: "Tags in the registry are immutable, or an admission controller checks signatures or resolves tags to digests.",
  how: "Write the reference as name:tag@sha256:…; tools such as Renovate keep both up to date.",
  options: { exemptRepositories: strings([], "Images that need no digest: a registry, or the beginning of a path") },
  references: ["https://kubernetes.io/docs/concepts/containers/images/#image-names"],
  peers: ["checkov:CKV_K8S_43", "kubescape:C-0306", "kics:image_without_digest"],
  yieldsTo: ["image-latest-tag"],
  container(container, { options, report }) {
    const use = imageOf(container);
    if (!use || use.image.digest !== undefined) return;
    if (options.exemptRepositories.some((pattern) => matchesRegistry(fullName(use.image), pattern))) return;
    report(use.field, `The image of container "${container.name}" is not pinned to a digest.`);
  },
});
