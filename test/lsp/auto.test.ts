import { expect, it } from "vitest";
import { withoutAuto } from "../../client/auto.ts";

const AUTO = { preset: "strict", yamlValidation: "auto", schemaValidation: "auto" };
const KUBERNETES = "https://example.com/kubernetes-json-schema/v1.31.0/all.json";

// Settings, the other server's, and what is made of yamlValidation and schemaValidation.
it.each([
  ["no other server", AUTO, undefined, "on", "on"],
  ["one that knows nothing of Kubernetes", AUTO, { validates: true, schemas: [] }, "off", "on"],
  ["one with schemas of something else", AUTO, { validates: true, schemas: ["https://example.com/workflow.json"] }, "off", "on"],
  ["one with its own schema of Kubernetes", AUTO, { validates: true, schemas: ["Kubernetes"] }, "off", "off"],
  ["one with a schema from elsewhere", AUTO, { validates: true, schemas: [KUBERNETES] }, "off", "off"],
  ["one that does not validate", AUTO, { validates: false, schemas: [KUBERNETES] }, "on", "on"],
  [
    "what the user says",
    { ...AUTO, yamlValidation: "on", schemaValidation: "off" },
    { validates: true, schemas: [] },
    "on",
    "off",
  ],
  [
    "what the user wants in any case",
    { ...AUTO, schemaValidation: "on" },
    { validates: true, schemas: [KUBERNETES] },
    "off",
    "on",
  ],
])("auto beside %s", (_, settings, other, yamlValidation, schemaValidation) => {
  expect(withoutAuto(settings, other)).toEqual({ preset: "strict", yamlValidation, schemaValidation });
});

it("leaves what is no settings, and settings without auto", () => {
  expect(withoutAuto(null, undefined)).toBeNull();
  expect(withoutAuto({ preset: "strict" }, { validates: true, schemas: [] })).toEqual({ preset: "strict" });
});
