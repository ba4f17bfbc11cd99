import { choice } from "../../server/api.ts";

/** How strictly a control is read, for rules whose everyday reading is more lenient (or tells more) than admission's. */
export const mode = choice(
  ["effective", "pss"],
  "effective",
  "effective: judges what the container will do. pss: judges as Pod Security admission does at the target version, to the letter.",
);

/** The presets that stand for Pod Security admission itself. */
export const exactly = { "pss-baseline": { mode: "pss" }, "pss-restricted": { mode: "pss" } } as const;
