// distribution/reference: a reference without tag and digest means the tag `latest`.
import { defineRule, type Field, type Image, parseImage, strings } from "../../server/api.ts";
import { fullName, imageOf, matchesRegistry } from "./_image.ts";

export default defineRule({
  id: "image-latest-tag",
  family: "images",
  severity: "warning",
  tier: "recommended",
  title: "Image has no tag or a moving one",
  why: "What runs depends on when a node pulled the image: two replicas run different versions, a restart at night is a deployment, and a rollback pulls the broken version again.",
  ignoreWhen: "A development set-up that always wants the newest build.",
  how: "Name a version, or better a digest.",
  options: {
    floatingTags: strings(["edge", "nightly"], "Further tags that move, beside `latest`"),
    allowImages: strings([], "Images that may float: a registry, or the beginning of a path"),
  },
  references: ["https://kubernetes.io/docs/concepts/containers/images/#image-names"],
  peers: [
    "kube-linter:latest-tag",
    "checkov:CKV_K8S_14",
    "trivy:KSV-0013",
    "kubescape:C-0304",
    "kubescape:C-0075",
    "polaris:tagNotSpecified",
    "kube-score:container-image-tag",
    "monokle:KBP001",
    "monokle:KBP116",
    "monokle:KSV013",
    "kics:invalid_image",
    "kics:image_defined",
  ],
  container(container, { options, report }) {
    const use = imageOf(container);
    if (use) check(use.field, use.image, options, `Container "${container.name}"`, report);
  },
  pod(pod, { options, report }) {
    for (const volume of pod.at("volumes").items()) {
      if (!volume.at("image").isMapping) continue;
      const field = volume.at("image", "reference");
      const image = field.string === undefined ? undefined : parseImage(field.string);
      if (image) check(field, image, options, `Volume "${volume.at("name").string ?? ""}"`, report);
    }
  },
});

function check(
  field: Field,
  image: Image,
  options: { readonly floatingTags: readonly string[]; readonly allowImages: readonly string[] },
  user: string,
  report: (where: Field, message: string) => void,
): void {
  if (image.digest !== undefined) return;
  if (image.tag !== undefined && image.tag !== "latest" && !options.floatingTags.includes(image.tag)) return;
  if (options.allowImages.some((pattern) => matchesRegistry(fullName(image), pattern))) return;
  report(
    field,
    image.tag === undefined
      ? `${user} uses an image without a tag, which means latest.`
      : `${user} uses the tag ${image.tag}, which moves.`,
  );
}
