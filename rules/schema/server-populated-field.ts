// meta/v1 ObjectMeta: fields that are set by the API server; `status` is written by controllers.
import { defineRule, isIpAddress, remove, safe } from "../../server/api.ts";
import { existing } from "./_fields.ts";

const METADATA = new Set(["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink"]);

export default defineRule({
  id: "server-populated-field",
  family: "schema",
  severity: "info",
  tier: "recommended",
  title: "Manifest sets a field that the API server manages",
  why: "The manifest is an export of a live object. A `resourceVersion` or `uid` in it makes a later apply fail with a conflict, and the rest is noise in every diff.",
  ignoreWhen: "The file is a test fixture of an object as the server returns it.",
  fix: "safe",
  tag: "unnecessary",
  needs: [...METADATA, "status", "clusterIP"],
  resource(resource, { report }) {
    // What is not applied by itself (a patch, what a test compares with) may well name these fields.
    if (!resource.builtIn || resource.root.open) return;
    for (const field of existing(resource.at("metadata"), METADATA))
      report(field.key, `metadata.${field.name} is set by the API server: leave it out.`, {
        fixes: [safe(`Remove ${field.name}`, remove(field))],
      });
    const status = resource.at("status");
    // `status: {}` and a CRD's empty status are what generators write; they say nothing.
    if (status.isMapping && status.keys().length > 0 && resource.kind !== "CustomResourceDefinition")
      report(status.key, "status is set by controllers, not by a manifest.", {
        fixes: [safe("Remove status", remove(status))],
      });
    if (resource.kind !== "Service") return;
    const ip = resource.at("spec", "clusterIP");
    if (ip.string && isIpAddress(ip.string)) report(ip, "A fixed clusterIP may be taken or out of range in another cluster.");
  },
});
