import { defineRule } from "../../server/api.ts";

// Rules that are as small as rules can be, for tests of what the engine makes of their findings.

/** Metadata that says nothing. */
export const meta = { family: "x", severity: "warning", tier: "recommended", title: "x", why: "x" } as const;

export const privileged = defineRule({
  ...meta,
  id: "privileged",
  container(container, { report }) {
    const field = container.at("securityContext", "privileged");
    if (field.value === true) report(field, `${container.name} is privileged.`);
  },
});

export const latestTag = defineRule({
  ...meta,
  id: "latest-tag",
  container(container, { report }) {
    const image = container.at("image");
    if (image.string?.endsWith(":latest")) report(image, "latest");
  },
});
