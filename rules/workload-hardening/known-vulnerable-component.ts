// The advisories of the named projects; ranges as published in the GitHub Advisory Database.
import { defineRule, parseImage, records } from "../../server/api.ts";
import { isImageOf, VULNERABLE } from "./_component.table.ts";
import { isInRange, parseVersion } from "./_version.ts";

export default defineRule({
  id: "known-vulnerable-component",
  family: "workload-hardening",
  severity: "warning",
  tier: "recommended",
  title: "Image version has a known vulnerability",
  why: "The flaw of this version is public, with instructions, and lets an attacker take over what the component controls: usually the cluster.",
  ignoreWhen: "The image is a rebuild with the fix applied.",
  how: "Update to a version outside the named range.",
  peers: ["kubescape:C-0081", "kubescape:C-0090", "kubescape:C-0091"],
  options: {
    extra: records(
      ["image", "range", "advisory"],
      "Further images: the end of the repository's name, a version range, an advisory.",
    ),
  },
  container(container, { options, report }) {
    const field = container.at("image");
    const text = field.string ?? "";
    const isNamed = ({ image = "" }: { readonly image?: string }) => text.includes(image);
    if (!VULNERABLE.some(isNamed) && !options.extra.some(isNamed)) return; // nearly always: the image need not be taken apart
    const image = parseImage(text);
    const version = parseVersion(image?.tag ?? "");
    if (!image || !version) return;
    for (const { image: name = "", range = "", advisory = "" } of [...VULNERABLE, ...options.extra])
      if (isImageOf(image.repository, name) && isInRange(version, range))
        report(field, `${name} ${image.tag} is affected by ${advisory}.`);
  },
});
