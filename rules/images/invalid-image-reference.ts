// distribution/reference, grammar in reference.go; core validation requires an image without surrounding white space.
import { type Container, defineRule, type Fix, parseImage, set, suggestion } from "../../server/api.ts";
import { imageOf } from "./_image.ts";

export default defineRule({
  id: "invalid-image-reference",
  family: "images",
  severity: "error",
  tier: "recommended",
  title: "Image reference is invalid",
  why: "The kubelet sets InvalidImageName and never starts the container; an empty image is refused by the API server.",
  how: "registry/path:tag@sha256:digest, in lower case, without a scheme such as https://.",
  references: ["https://kubernetes.io/docs/concepts/containers/images/#image-names"],
  peers: ["kics:invalid_image", "kics:image_defined"],
  fix: "suggestion",
  yieldsTo: ["placeholder-value"],
  container(container, { report }) {
    const field = container.at("image");
    const text = field.string;
    if (text === undefined || text.includes("$(") || imageOf(container)) return;
    // Tools fill these in: ko builds what ko:// names, and braces or a word in capitals stand for something else.
    if (text.startsWith("ko://") || /[{}<>%]/.test(text)) return;
    if (/^[A-Z][A-Z0-9_]*$/.test(text.split("/").at(-1)?.split(":")[0] ?? "")) return;
    if (text.trim() === "" && isFilledIn(container)) return;
    const mended = mend(text);
    const fixes: readonly Fix[] =
      mended === undefined ? [] : [suggestion(`Change it to ${withoutUser(mended)}`, set(field, mended))];
    report(
      field,
      text.trim() === ""
        ? `The image of container "${container.name}" is empty.`
        : `The image of container "${container.name}" is not a valid reference.`,
      { fixes },
    );
  },
});

/** Whether OpenShift fills the image in when an image stream changes; until then it is one blank. */
function isFilledIn({ pod: { resource } }: Container): boolean {
  return resource.kind === "DeploymentConfig" || !resource.at("metadata", "annotations", "image.openshift.io/triggers").absent;
}

/** Without what a URL may say about who signs in. */
function withoutUser(text: string): string {
  return text.replace(/^((?:[a-z]+:\/\/)?)[^/@\s]*:[^@\s]*@(?!sha\d)/i, "$1");
}

function mend(text: string): string | undefined {
  const bare = text.trim().replace(/^[a-z]+:\/\//, "");
  if (parseImage(bare)) return bare;
  const at = bare.search(/[:@][^/]*$/);
  const lower = (at < 0 ? bare : bare.slice(0, at)).toLowerCase() + (at < 0 ? "" : bare.slice(at));
  // The digits of a digest mean the same in lower case.
  return [lower, lower.replace(/@.*$/, (digest) => digest.toLowerCase())].find((one) => parseImage(one));
}
